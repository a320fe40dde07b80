/* What the map's scripts are given and what they hold, as types. Read by tsc alone; never served. */

type LonLat = [number, number];
type LatLon = [number, number];
/** South-west and north-east corner, degrees. */
type MapBounds = [LatLon, LatLon];
type Theme = "light" | "dark";

/* ---- what Python sends ---- */

interface MarkProperties {
  id: string;
  kind: string;
  name: string;
  part?: string;
  label?: string;
  short?: string;
  note?: string;
  told?: string;
  voices?: string;
  quotes?: string[];
  claims?: string[];
  place?: string;
  side?: "left" | "right";
  symbol?: string;
  reading?: string;
  form?: string;
  opacity?: number;
  struck?: boolean;
  /** None of its claims is of the voice that is chosen. */
  muted?: boolean;
  /** Of an advance: who says and who disputes it, its place and where its label stands, its reach. */
  tags?: { side: string; text: string; claim: string }[];
  at?: LonLat;
  anchor?: LonLat | null;
  metres?: number;
  /** Of an area: the claims of an advance in it that name no place. */
  advances?: string[];
  /** Of a border line: its id, and its dashes. */
  line?: string;
  dash?: string;
}

interface MapFeature<P = MarkProperties> {
  type: "Feature";
  properties: P;
  /** Depth depends on the type, which the reader of coordinates knows. */
  geometry: { type: string; coordinates: any };
}

interface FeatureCollection<P = MarkProperties> {
  type: "FeatureCollection";
  features: MapFeature<P>[];
}

/** What only orients: land, lakes, rivers, towns, countries. */
interface BaseProperties {
  id?: string;
  layer: string;
  name?: string;
  rank?: number;
}

interface LegendRow {
  look: string;
  text: string;
  line?: string;
  sign?: string;
}

interface OnlineBase {
  id: string;
  name: string;
  url: string;
  credits: [string, string][];
  maxZoom: number;
}

/** Settings that stay as they are while the page is open. */
interface MapConfig {
  base: string | FeatureCollection<BaseProperties>;
  borders: string | FeatureCollection;
  home: MapBounds;
  view?: { lat: number; lon: number; zoom: number } | null;
  session?: string;
  /** The map stands in a page of its own, without Streamlit. */
  alone?: boolean;
  chosen?: (mark: MarkProperties) => void;
}

/** What is shown; a new one comes at every change of the view. */
interface MapPayload {
  geojson: FeatureCollection;
  caption: string;
  attribution: string[];
  lines: { drawn: string[]; picked: string };
  /** ISO codes of the two countries. */
  sides?: { left: string; right: string };
  legend: LegendRow[];
  bounds: { incident: MapBounds; all: MapBounds };
  theme: Theme;
  selected: { place: string | null; claim: string | null };
  focus?: { n: number; bounds: MapBounds | null; reveal: boolean } | null;
  basemap?: OnlineBase | null;
  active?: boolean;
  embedded?: boolean;
}

/* ---- static/symbology.json ---- */

interface MapSymbol {
  legend?: string;
  picked?: string;
  marks?: string[];
  signs?: string[];
  colour?: string;
  chosen_colour?: string;
  weight?: number;
  chosen?: number;
  dash?: string;
  dashes?: string[];
  cap?: "round" | "butt";
  opacity?: number;
  fill?: string;
  fill_opacity?: number;
  radius?: number;
  town_radius?: number;
  hatch?: { gap: number; weight: number };
}

interface Symbology {
  colours: Record<Theme, Record<string, string>>;
  symbols: Record<string, MapSymbol>;
  signs: Record<string, { glyph: string; marker: string }>;
  base: Record<string, MapSymbol>;
}

/* ---- what the scripts hold ---- */

/** A place for a name: where, how important (the lowest first), and what it must keep clear of. */
interface LabelCandidate {
  text: string;
  kind: string;
  rank: number;
  /** Where it stands: degrees, or pixels of the layer. */
  at?: LatLon;
  point?: L.Point;
  /** The other end of a length. */
  from?: LatLon | null;
  feature?: MarkProperties;
  /** The line a name belongs to, where it is no mark that can be chosen. */
  own?: MarkProperties;
  chosen?: boolean;
  /** Only one of those with the same value is placed (of a border line two). */
  once?: string;
  /** It must not stand on a line ("bare"), or on none but a side's own outline ("mark"). */
  clear?: string;
  /** Pixels it stands off its point, with a leader. */
  far?: number;
  /** Degrees it is turned by; null for a name of a line that is not turned. */
  angle?: number | null;
  width?: number;
  /** One of two that stand both or neither. */
  pair?: boolean;
  dot?: boolean;
}

/** A rectangle in pixels of the layer; `mark` is what is drawn there. */
interface LabelBox {
  x: number;
  y: number;
  w: number;
  h: number;
  mark?: MarkProperties;
}

/** What a label is tried against: it, or what asks in its place. */
type Trying = Pick<LabelCandidate, "clear" | "feature" | "own"> & { only?: string };
type InkCells = Record<string, LabelBox[]>;
interface LeaderPath {
  x: number;
  y: number;
  dots: LabelBox[];
}

/** All that the scripts share; members that are set by start() or show() are read only after it. */
interface MapState {
  map: L.Map;
  config: MapConfig;
  payload: MapPayload;
  layers: Record<string, L.GeoJSON>;
  canvas: L.Canvas;
  svg: L.SVG;
  base: FeatureCollection<BaseProperties> | null;
  /** Land, tints, the rest: from the lowest. */
  baseLayers?: L.GeoJSON[];
  /** What they were drawn of: only others are drawn anew. */
  baseKey?: string;
  baseTheme?: Theme | null;
  borders: MapFeature[];
  borderTrouble?: boolean;
  tiles?: L.TileLayer | null;
  tilesFor?: string | null;
  tileTrouble?: boolean;
  position: { lat: string; lon: string; zoom: string } | null;
  focus: number | null;
  begun?: boolean;
  filled?: boolean;
  /** The marks last drawn, as text: only others are drawn anew. */
  marks?: string;
  ink: InkCells;
  caption: HTMLElement;
  legend: HTMLDetailsElement;
  strip: HTMLButtonElement;
  copyField: HTMLInputElement;
  copyNote: HTMLElement;
}

interface Window {
  Streamlit?: { setComponentValue(value: object): void };
}
