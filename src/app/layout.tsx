import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { SoftLinks } from "#components/soft-links.tsx";
import { THEME_SCRIPT } from "#components/theme.ts";
import { siteMessages } from "#messages/site.ts";
import "./globals.css";

export const metadata: Metadata = {
  description: siteMessages.description,
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
  const nonce = (await headers()).get("x-nonce") ?? undefined; // of this request: each page is made for one
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* Rows are as even as they are full: nothing is painted before the last item is parsed (HTML, `rel=expect`). */}
        <link rel="expect" href="#parsed" blocking="render" />
        <script nonce={nonce} dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} suppressHydrationWarning />
      </head>
      <body className="min-h-dvh">
        {children}
        <SoftLinks />
        <span id="parsed" hidden />
      </body>
    </html>
  );
}
