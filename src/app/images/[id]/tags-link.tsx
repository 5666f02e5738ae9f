import { tags as words } from "../../../words.ts";

/** The way to everything that the file says; made when it is asked for. */
export function TagsLink({ id }: { id: string }) {
  return (
    <section aria-labelledby="all-tags">
      <h2 id="all-tags" className="mb-1 font-semibold text-large">
        {words.title}
      </h2>
      <p className="mb-3 text-faded">{words.text}</p>
      <a href={`/images/${id}/tags`} className="button" data-soft>
        {words.open}
      </a>
    </section>
  );
}
