const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/** Decimal degrees (WGS 84) to five places, about a metre: `48.85783° N, 2.29700° E`. */
export function formatCoordinates(latitude: number, longitude: number): string {
  const north = `${Math.abs(latitude).toFixed(5)}° ${latitude < 0 ? "S" : "N"}`;
  return `${north}, ${Math.abs(longitude).toFixed(5)}° ${longitude < 0 ? "W" : "E"}`;
}

/** The same in degrees, minutes and seconds to a tenth, about three metres: `48° 51′ 28.2″ N, 2° 17′ 49.2″ E`. */
export function formatSexagesimal(latitude: number, longitude: number): string {
  return `${sexagesimal(latitude)} ${latitude < 0 ? "S" : "N"}, ${sexagesimal(longitude)} ${longitude < 0 ? "W" : "E"}`;
}

function sexagesimal(degrees: number): string {
  const tenths = Math.round(Math.abs(degrees) * 36_000); // rounded once, so that no 60″ come of it
  const minutes = Math.floor(tenths / 600);
  return `${Math.floor(minutes / 60)}° ${minutes % 60}′ ${((tenths % 600) / 10).toFixed(1)}″`;
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

/** Pages of map sites with a marker, by the names in `words.facts.maps`. Links for people: nothing is loaded from there. */
export function mapAddresses(latitude: number, longitude: number): Record<"osm" | "google" | "apple", string> {
  const [lat, lon] = [latitude.toFixed(6), longitude.toFixed(6)];
  return {
    osm: `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lon}#map=15/${lat}/${lon}`,
    google: `https://www.google.com/maps/search/?api=1&query=${lat}%2C${lon}`, // Maps URLs, "Search"
    apple: `https://maps.apple.com/?ll=${lat}%2C${lon}&q=${lat}%2C${lon}`, // Map Links: `q` is the marker's label
  };
}
