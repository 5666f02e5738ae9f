import { AppError } from "#errors.ts";

export type QueryReader = ReturnType<typeof queryReader>;

/** Takes parameters off a query, so that what is left over can be refused by name. */
export function queryReader(params: URLSearchParams) {
  const left = new URLSearchParams([...params].filter(([, value]) => value !== ""));
  return {
    /** The value, or null where there is none. Throws `invalid_parameter` for a name that comes twice. */
    take(name: string): string | null {
      const values = left.getAll(name);
      left.delete(name);
      if (values.length > 1)
        throw new AppError("invalid_parameter", `${name} is given twice; give it once.`, { parameter: name });
      return values[0] ?? null;
    },
    /** Every value of a name that may come several times. */
    takeAll(name: string): string[] {
      const values = left.getAll(name);
      left.delete(name);
      return values;
    },
    /** Ids, separated by commas or given one by one; empty where there are none. */
    takeIds(name: string): string[] {
      return this.takeAll(name)
        .flatMap((text) => text.split(","))
        .filter((id) => id !== "");
    },
    /** A whole number within bounds, or null. Throws `invalid_parameter`. */
    takeWhole(name: string, min: number, max: number): number | null {
      const text = this.take(name);
      if (text === null) return null;
      const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
      if (value >= min && value <= max) return value;
      throw new AppError("invalid_parameter", `${name} takes a whole number from ${min} to ${max}.`, {
        parameter: name,
      });
    },
    /** A flag, `0` or `1`; false where there is none. Throws `invalid_parameter`. */
    takeFlag(name: string): boolean {
      const text = this.take(name);
      if (text === null || text === "0") return false;
      if (text === "1") return true;
      throw new AppError("invalid_parameter", `${name} takes 0 or 1.`, { parameter: name });
    },
    /** What nobody took. */
    rest: (): [string, string][] => [...left],
    /** Throws `invalid_parameter` for a name that nobody took. */
    end(): void {
      const [name] = left.keys();
      if (name === undefined) return;
      const shown = name.replace(/[^\w.-]/g, "").slice(0, 40) || "one";
      throw new AppError("invalid_parameter", `There is no parameter ${shown} here.`, { parameter: shown });
    },
  };
}
