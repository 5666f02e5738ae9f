import type { ReactNode } from "react";
import { liveConvertMessages, convertMessages as words } from "#messages/convert.ts";

interface SelectFieldProps {
  name: string;
  label: string;
  /** null: the first one */
  initial?: string | number | null;
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
  initial?: string | number | null;
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

/** A slider where a script keeps the two alike, the number alone without: a slider always says something. */
export function QualityField({ initial }: { initial: string | null }) {
  return (
    <div className="quality-field">
      <label htmlFor="convert-quality" className="label">
        {words.quality}
      </label>
      <input
        type="range"
        min={1}
        max={100}
        defaultValue={initial ?? 80}
        aria-label={liveConvertMessages.qualitySlider}
        className="quality-slider scripted"
      />
      <input
        id="convert-quality"
        type="number"
        inputMode="numeric"
        name="quality"
        min={1}
        max={100}
        step={1}
        defaultValue={initial ?? undefined}
        placeholder={words.qualityAuto}
        className="control measured"
      />
    </div>
  );
}

export function CheckField({ name, label, checked }: { name: string; label: string; checked: boolean }) {
  return (
    <label className="check">
      <input type="checkbox" name={name} value="1" defaultChecked={checked} />
      {label}
    </label>
  );
}
