import { formatAltitude, formatCoordinates, formatDirection, mapAddress } from "../../../components/format-place.ts";
import type { Metadata } from "../../../imaging/metadata.ts";
import { facts as words } from "../../../words.ts";
import { FactList } from "./fact-list.tsx";

export function Place({ location }: { location: NonNullable<Metadata["location"]> }) {
  const { latitude, longitude, altitude, direction } = location;
  return (
    <FactList
      title={words.place}
      facts={[
        { name: words.coordinates, value: formatCoordinates(latitude, longitude), measured: true },
        { name: words.altitude, value: altitude === null ? null : formatAltitude(altitude), measured: true },
        { name: words.direction, value: direction === null ? null : formatDirection(direction), measured: true },
      ]}
    >
      <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-small">
        <a
          href={mapAddress(latitude, longitude)}
          target="_blank"
          rel="noreferrer noopener"
          className="button button-small"
        >
          {words.map}
        </a>
        <span className="text-faded">{words.mapNote}</span>
      </p>
    </FactList>
  );
}
