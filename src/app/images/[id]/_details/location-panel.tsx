import {
  formatAltitude,
  formatCoordinates,
  formatDirection,
  formatSexagesimal,
  mapAddresses,
} from "#format/location.ts";
import { detailMessages as words } from "#messages/details.ts";
import type { Metadata } from "#picture/metadata.ts";
import { DetailList } from "./detail-list.tsx";

const MAPS = ["osm", "google", "apple"] as const;

export function LocationPanel({ location }: { location: NonNullable<Metadata["location"]> }) {
  const { latitude, longitude, altitude, direction } = location;
  const addresses = mapAddresses(latitude, longitude);
  const both = [formatCoordinates(latitude, longitude), formatSexagesimal(latitude, longitude)];
  const coordinates = both.join("\n").replaceAll(/(?<!,) /g, "\u00a0"); // a line ends after the latitude, or not at all
  return (
    <DetailList
      title={words.place}
      facts={[
        { name: words.coordinates, value: coordinates, measured: true },
        { name: words.altitude, value: altitude === null ? null : formatAltitude(altitude), measured: true },
        { name: words.direction, value: direction === null ? null : formatDirection(direction), measured: true },
      ]}
    >
      <p id="maps" className="mt-3 mb-2 text-faded text-small">
        {words.map}. {words.mapNote}
      </p>
      <ul aria-labelledby="maps" className="flex flex-wrap gap-2">
        {MAPS.map((map) => (
          <li key={map}>
            <a href={addresses[map]} target="_blank" rel="noreferrer noopener" className="button button-small">
              {words.maps[map]}
            </a>
          </li>
        ))}
      </ul>
    </DetailList>
  );
}
