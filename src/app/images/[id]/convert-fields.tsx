import type { ReactNode } from "react";

export function SelectField({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={`convert-${name}`} className="label">
        {label}
      </label>
      <select id={`convert-${name}`} name={name} className="control">
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
}

export function NumberField({ name, label, unit, min = 1, max, placeholder }: NumberFieldProps) {
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
