import type { ReactNode } from "react";

interface SelectFieldProps {
  name: string;
  label: string;
  /** null: the first one */
  initial?: number | null;
  children: ReactNode;
}

export function SelectField({ name, label, initial = null, children }: SelectFieldProps) {
  return (
    <div>
      <label htmlFor={`convert-${name}`} className="label">
        {label}
      </label>
      <select id={`convert-${name}`} name={name} defaultValue={initial ?? undefined} className="control">
        {children}
      </select>
    </div>
  );
}

interface NumberFieldProps {
  name: string;
  label: string;
  unit?: string;
  min?: number;
  max: number;
  placeholder: string | number | null;
  initial?: number | null;
}

export function NumberField({ name, label, unit, min = 1, max, placeholder, initial = null }: NumberFieldProps) {
  return (
    <div>
      <label htmlFor={`convert-${name}`} className="label">
        {unit ? `${label}, ${unit}` : label}
      </label>
      <input
        id={`convert-${name}`}
        type="number"
        inputMode="numeric"
        name={name}
        min={min}
        max={max}
        step={1}
        defaultValue={initial ?? undefined}
        placeholder={placeholder === null ? undefined : String(placeholder)}
        className="control measured"
      />
    </div>
  );
}

export function CheckField({ name, label }: { name: string; label: string }) {
  return (
    <label className="check">
      <input type="checkbox" name={name} value="1" />
      {label}
    </label>
  );
}
