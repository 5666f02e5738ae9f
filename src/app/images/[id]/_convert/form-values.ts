import { PARAMETER_NAMES } from "#picture/recipe-parameters.ts";

/** The form of the converter, as its elements stand in the page. */
type Control = HTMLInputElement | HTMLSelectElement | RadioNodeList;

/** Sets the form as a recipe says it. What the recipe leaves out goes back to its default, but the page looked at stays. */
export function fill(form: HTMLFormElement, query: URLSearchParams): void {
  for (const [control, value] of wanted(form, query)) {
    if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = value === "1";
    else control.value = value;
  }
}

/** Whether the form says this recipe now. */
export function matches(form: HTMLFormElement, query: URLSearchParams): boolean {
  return wanted(form, query).every(([control, value]) =>
    control instanceof HTMLInputElement && control.type === "checkbox"
      ? control.checked === (value === "1")
      : control.value === value,
  );
}

/** Each control with the value that it has where the form says the recipe. */
function wanted(form: HTMLFormElement, query: URLSearchParams): (readonly [Control, string])[] {
  return PARAMETER_NAMES.flatMap((name): (readonly [Control, string])[] => {
    const control = form.elements.namedItem(name);
    const said = query.get(name);
    if (name === "page" && said === null) return [];
    if (control instanceof RadioNodeList) return [[control, said ?? firstOf(control)]];
    if (control instanceof HTMLInputElement) return [[control, said ?? ""]];
    if (!(control instanceof HTMLSelectElement)) return [];
    // A list says what is the default anyway by its first, empty option.
    const listed = [...control.options].some((option) => option.value === said);
    return [[control, listed && said !== null ? said : ""]];
  });
}

/** The default of a group of radio buttons stands first. */
function firstOf(group: RadioNodeList): string {
  const [first] = group;
  return first instanceof HTMLInputElement ? first.value : "";
}
