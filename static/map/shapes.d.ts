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
  /** How many claims name it. */
  count?: number;
  /** None of its claims is of the voice that is chosen. */
  muted?: boolean;
  /** Of an advance: who says and who disputes it, its place and where its label stands, its reach. */
  tags?: {
    side: string;
    text: string;
    claim: string;
    name?: string;
    quotes?: string[];
    muted?: boolean;
  }[];
  /** Claims of the other side that contradict or deny it. */
  answers?: string[];
  at?: LonLat;
  anchor?: LonLat | null;
  metres?: number;
  /** Of an area: the claims of an advance in it that name no place. */
  advances?: string[];
  /** Of a border line: its id, and its dashes. */
  line?: string;
  dash?: string;
  accuracy?: number | string;
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
  lines: { drawn: string[]; picked: string; offered: string[] };
  /** ISO codes of the two countries; none where there is no border. */
  sides?: { left: string; right: string } | null;
  legend: LegendRow[];
  bounds: { incident: MapBounds; all: MapBounds };
  theme: Theme;
  /** That the day filter hides an advance. */
  unseen?: string;
  selected: { place: string | null; claim: string | null };
  /** Whose claims are brought out; everybody's where empty. */
  voice?: string;
  focus?: { n: number; bounds: MapBounds | null; reveal: boolean; home?: boolean } | null;
  basemap?: OnlineBase | null;
  embedded?: boolean;
  /** Where the map is embedded: the page's name, and the words behind its marks, by claim. */
  title?: string;
  quotes?: Record<string, MarkQuote>;
}

interface MarkQuote {
  words: string;
  who: string;
  day: string;
  /** How its own article takes it back, "" if it does not. */
  struck: string;
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

/** A small tag beside a name: who says something of it, and the mark that is chosen with it. */
interface LabelTag {
  side: string;
  text: string;
  claim?: string;
  name?: string;
  quotes?: string[];
  muted?: boolean;
  dim?: boolean;
  mark: MarkProperties;
}
type TagsByPlace = Record<string, { tags: LabelTag[]; feature: MapFeature; used: boolean }>;

/** A name that wants a place on the map: how important it is (the lowest first), and where it may stand. */
interface LabelCandidate {
  text: string;
  kind: string;
  rank: number;
  /** Pixels from the middle of the view: of equal ones the nearest is first. */
  away?: number;
  feature?: MarkProperties;
  tags?: LabelTag[];
  chosen?: boolean;
  dim?: boolean;
  /** What it may stand on, and how far it keeps off the rest. */
  but?: { over?: string[]; own?: MarkProperties; pad?: number };
  /** Where it may stand, the best first; or a search of its own. */
  spots?: (w: number, h: number) => Iterable<LabelBox>;
  find?: (w: number, h: number, room: LabelRoom) => LabelPlace | null;
  /** The point of a town that is drawn only with its name. */
  dotAt?: L.Point;
}

/** A rectangle in pixels of the layer; what is there, and the mark it is of. */
interface LabelBox {
  x: number;
  y: number;
  w: number;
  h: number;
}
interface TakenBox extends LabelBox {
  what: string;
  mark?: MarkProperties;
}

/** Where a label stands; of a turned one the middle, and its angle in radians. */
interface LabelPlace {
  x: number;
  y: number;
  angle?: number;
  boxes: LabelBox[];
  leader?: [L.Point, L.Point];
}

/** An area in view as dots: the bytes of a picture, and where its corner lies in the layer. */
interface LabelArea {
  corner: L.Point;
  wide: number;
  high: number;
  data: Uint8ClampedArray;
}

/** What labels keep clear of, and where. */
interface LabelRoom {
  corner: L.Point;
  size: L.Point;
  cells: Record<string, TakenBox[]>;
  hatch: LabelArea[];
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
  asked: string | null;
  begun?: boolean;
  /** The map's first moves are over: what moves it now is remembered. */
  settled?: boolean;
  /** The marks last drawn, as text: only others are drawn anew. */
  marks?: string;
  caption: HTMLElement;
  legend: HTMLElement;
  foot: HTMLElement;
  /** How the map opened, while nobody has moved it. */
  opened?: { at: L.LatLng; zoom: number; given?: boolean };
  /** The map moves by itself: nothing is remembered. */
  quiet?: boolean;
  /** Where the map was before the page moved it. */
  before?: { at: L.LatLng; zoom: number } | null;
  back: HTMLElement;
  unseen: HTMLElement;
  inset: HTMLElement;
  where: HTMLButtonElement;
  every: HTMLButtonElement;
  tip: HTMLElement;
  tipOf?: MarkProperties | null;
  /** The reader's tool that takes the clicks on the map. */
  tool?: string | null;
  strip: HTMLButtonElement;
  copyField: HTMLInputElement;
  copyNote: HTMLElement;
}

interface Window {
  Streamlit?: { setComponentValue(value: object): void };
}

/* ---- the small map on which a place is shown ---- */

interface PickerConfig {
  base: string;
  borders: string;
  /** Where it opens. */
  home: MapBounds;
}

interface PickerPayload {
  theme: Theme;
  /** The border lines to draw. */
  lines: string[];
  /** The places the article names already. */
  near: { name: string; lat: number; lon: number }[];
  /** What was pressed, with its precision in metres. */
  point: { lat: number; lon: number; precision: number | null } | null;
}

/** Id, latitude, longitude, name, whether it is an area, claims, and the parties with most of them. */
type OverviewMark = [string, number, number, string, 0 | 1, number, [number, number][]];
/** Latitude and longitude of the middle, places, claims, and the part of the map as the address has it. */
type OverviewCell = [number, number, number, number, string];

/** What the map of a dataset's overview is given at every change. */
interface OverviewPayload {
  theme: Theme;
  marks: OverviewMark[];
  cells: OverviewCell[];
  /** Names of the parties by number. */
  parties: string[];
  /** What stands on the lower edge: caption, legend, credits. */
  foot: string[];
  /** Where the map goes when the key is another. */
  fit: { key: string; bounds: MapBounds };
  /** Id of the place that is selected, or nothing. */
  selected: string;
}
