import { siteMessages } from "#messages/site.ts";

interface ConfirmProps {
  id: string;
  open: string;
  /** the beginning of `open`, for narrow pages */
  openShort?: string;
  openClass?: string;
  boxClass?: string;
  title: string;
  text: string;
  confirm: string;
  action: (form: FormData) => Promise<void>;
  /** hidden fields of the form */
  fields?: Record<string, string>;
}

/** Asks once before something is gone. The browser's own popover: it works without script. */
export function Confirm({
  id,
  open,
  openShort,
  openClass = "",
  boxClass = "",
  title,
  text,
  confirm,
  action,
  fields,
}: ConfirmProps) {
  return (
    <>
      <button type="button" popoverTarget={id} className={`button ${openClass}`} aria-label={openShort && open}>
        <span>
          {openShort ?? open}
          {openShort && <span className="max-sm:hidden">{open.slice(openShort.length)}</span>}
        </span>
      </button>
      <div id={id} popover="auto" role="dialog" aria-labelledby={`${id}-title`} className={`confirm ${boxClass}`}>
        <h2 id={`${id}-title`} className="font-semibold text-large">
          {title}
        </h2>
        <p className="mt-1 text-faded">{text}</p>
        <form action={action} className="mt-4 flex flex-wrap gap-2">
          {Object.entries(fields ?? {}).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <button type="submit" className="button button-bad">
            {confirm}
          </button>
          <button type="button" popoverTarget={id} popoverTargetAction="hide" className="button">
            {siteMessages.cancel}
          </button>
        </form>
      </div>
    </>
  );
}
