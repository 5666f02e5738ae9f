import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { SoftLinks } from "../components/soft-links.tsx";
import { site } from "../words.ts";
import "./globals.css";

export const metadata: Metadata = {
  description: site.description,
  robots: { index: false, follow: false },
  referrer: "same-origin",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f6f3" },
    { media: "(prefers-color-scheme: dark)", color: "#121211" },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  await connection(); // each page is made for one request: its scripts carry that request's nonce
  return (
    <html lang="en">
      <body className="min-h-dvh">
        {children}
        <SoftLinks />
      </body>
    </html>
  );
}
