/* Rules for the scripts of the page: those of the map, and of the pieces that can be clicked. */
import js from "@eslint/js";
import globals from "globals";

const rules = {
  ...js.configs.recommended.rules,
  curly: ["error", "multi-line"],
  eqeqeq: "error",
  "max-lines": ["error", 250],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-shadow": "error",
  "prefer-const": "error",
};

export default [
  {
    files: ["static/map/*.js"],
    languageOptions: {
      sourceType: "script",
      ecmaVersion: 2022,
      globals: { ...globals.browser, L: "readonly", claimline: "readonly" },
    },
    rules: { ...rules, "max-lines-per-function": ["error", { max: 260 }] },
  },
  {
    files: ["static/map/namespace.js"],
    rules: { "no-redeclare": "off", "no-var": "off" },
  },
  {
    files: ["dashboard/html/parts/*.js"],
    languageOptions: { sourceType: "module", ecmaVersion: 2022, globals: globals.browser },
    rules: { ...rules, "max-lines": ["error", 350] },
  },
];
