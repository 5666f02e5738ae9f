import { SiteHeader } from "../components/site-header.tsx";
import { gone, site } from "../words.ts";

export default function NotFound() {
  return (
    <>
      <title>{`${gone.title} – ${site.name}`}</title>
      <SiteHeader />
      <main className="mx-auto max-w-[40rem] px-4 py-16 sm:px-6">
        <h1 className="text-display">{gone.title}</h1>
        <p className="mt-3 text-faded text-large">{gone.text}</p>
        <a href="/" data-soft="" className="button button-primary mt-6">
          {gone.toSheet}
        </a>
      </main>
    </>
  );
}
