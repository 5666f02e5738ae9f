import type { ReactNode } from "react";
import { liveConvertMessages, convertMessages as words } from "#messages/convert.ts";
import type { ChoiceParameter } from "#picture/parameter-kinds.ts";
import { DEFAULT_QUALITY, type NumberName, PARAMETER, type ParameterName } from "#picture/recipe-parameters.ts";

interface SelectFieldProps {
  name: ParameterName;
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

interface ChoiceFieldProps<Value extends string> {
  parameter: ChoiceParameter<ParameterName, Value>;
  label: string;
  /** for people, by the value */
  words: Readonly<Record<Value, string>>;
  initial?: string | undefined;
}

/** A list of all that a parameter takes. Its default stands as an empty value, which a query leaves out. */
export function ChoiceField<Value extends string>({ parameter, label, words, initial }: ChoiceFieldProps<Value>) {
  return (
    <SelectField name={parameter.name} label={label} initial={initial ?? null}>
      {parameter.values.map((value) => (
        <option key={value} value={value === parameter.default ? "" : value}>
          {words[value]}
        </option>
      ))}
    </SelectField>
  );
}

interface NumberFieldProps {
  name: NumberName;
  label: string;
  unit?: string;
  /** where the picture allows less than the parameter */
  max?: number;
  placeholder: string | number | null;
  initial?: string | number | null;
}

export function NumberField({ name, label, unit, max, placeholder, initial = null }: NumberFieldProps) {
  const range = PARAMETER[name];
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
        min={range.min}
        max={max ?? range.max}
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
  const { min, max } = PARAMETER.quality;
  return (
    <div className="quality-field">
      <label htmlFor="convert-quality" className="label">
        {words.quality}
      </label>
      <input
        type="range"
        min={min}
        max={max}
        defaultValue={initial ?? DEFAULT_QUALITY.jpeg}
        aria-label={liveConvertMessages.qualitySlider}
        className="quality-slider scripted"
      />
      <input
        id="convert-quality"
        type="number"
        inputMode="numeric"
        name="quality"
        min={min}
        max={max}
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
