/** One button that does one thing to one picture. Works without script. */
export function IdForm({
  action,
  id,
  from,
  className = "",
  label,
  name,
}: {
  action: (form: FormData) => Promise<void>;
  id: string;
  /** the page to come back to */
  from: string;
  className?: string;
  label: string;
  /** of the picture, for those who hear the button alone */
  name: string;
}) {
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="from" value={from} />
      <button type="submit" className={`button ${className}`} aria-label={`${label}: ${name}`}>
        {label}
      </button>
    </form>
  );
}
