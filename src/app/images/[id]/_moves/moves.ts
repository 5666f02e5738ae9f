/** Where one can go from a picture. */
export interface Moves {
  /** addresses of pages; null at an end of the sheet */
  previous: string | null;
  next: string | null;
  sheet: string;
  /** of the picture that comes next */
  preview: string | null;
}
