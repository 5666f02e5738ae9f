import { type ComponentProps, Suspense } from "react";
import { filePartMessages as words } from "#messages/report.ts";
import { FileStrip } from "./file-strip.tsx";

interface FileStripPanelProps extends ComponentProps<typeof FileStrip> {
  id: string;
  /** true: the page waits for it */
  whole: boolean;
}

/** Room for the strip from the start, so that nothing moves when it is there. */
export function FileStripPanel({ id, report, whole }: FileStripPanelProps) {
  const strip = <FileStrip report={report} />;
  return (
    <section aria-labelledby="every-part" className="strip">
      <h2 id="every-part" className="mb-2 font-semibold text-large">
        {words.title}
      </h2>
      {whole ? strip : <Suspense key={id}>{strip}</Suspense>}
    </section>
  );
}
