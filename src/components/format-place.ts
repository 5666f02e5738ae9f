const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/** Decimal degrees (WGS 84) to five places, about a metre: `48.85783° N, 2.29700° E`. */
export function formatCoordinates(latitude: number, longitude: number): string {
  const north = `${Math.abs(latitude).toFixed(5)}° ${latitude < 0 ? "S" : "N"}`;
  return `${north}, ${Math.abs(longitude).toFixed(5)}° ${longitude < 0 ? "W" : "E"}`;
}

/** Degrees clockwise from north: `121° (SE)`. */
export function formatDirection(degrees: number): string {
  const turn = ((degrees % 360) + 360) % 360;
  return `${Math.round(turn) % 360}° (${POINTS[Math.round(turn / 45) % 8]})`;
}

/** `35 m`, `−12 m` (below the sea) */
export function formatAltitude(metres: number): string {
  const value = Math.round(metres);
  return `${value < 0 ? "−" : ""}${Math.abs(value)} m`;
}

/** A page of OpenStreetMap with a marker. A link for people: nothing is loaded from there. */
export function mapAddress(latitude: number, longitude: number): string {
  const [lat, lon] = [latitude.toFixed(6), longitude.toFixed(6)];
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=15/${lat}/${lon}`;
}
