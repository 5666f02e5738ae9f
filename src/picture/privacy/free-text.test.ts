import { describe, expect, it } from "vitest";
import { coordinatesIn } from "./coordinates-in-text.ts";
import { holdsCoordinates, holdsPath, holdsPrompt, mailAddressIn, pathIn } from "./free-text.ts";

describe("coordinates in a text", () => {
  it.each([
    "taken at 48.858844,2.294351 by Jane Doe",
    "48.8588, 2.2943",
    "-33.856784, 151.215297",
    "48.858844 2.294351",
    "02.01.2024 48.858844, 2.294351 35.5 m",
    "2024:01:02 10:00:00 48.858844,2.294351",
    "48,858844 2,294351",
    "48,858844; 2,294351",
    "(48.858844/2.294351)",
    "48°51'30\"N 2°17'40\"E",
    "48° 51′ 30.2″ N, 2° 17′ 40.1″ E",
    "N 48° 51.530' E 002° 17.661'",
    "N 48 51.530 E 002 17.661",
    "48 deg 51' 31.84\" N, 2 deg 17' 39.66\" E",
    "48.858844 °N",
    "48.8588N 2.2943E",
    "N48.8588 E2.2943",
    "48.8583° N, 2.2945° O",
    "48,51.53064N",
    "+48.8588+002.2943/",
    "+48.8588+002.2943+035.000/",
    "+485130+0021740/",
    "geo:48.8,2.2",
    "GEO:48.8588,2.2943;u=35",
    "lat=48.8588 lon=2.2943",
    "Latitude: 48.8588\nLongitude: 2.2943",
    '{"lat":48.8588,"lng":2.2943}',
    '"longitude": "2.2943", "latitude": "48.8588"',
    "<lat>48.8588</lat><lon>2.2943</lon>",
    'exif:GPSLatitude="48,51.53064N"',
    "<exif:GPSLatitude>48/1 51/1 3000/100</exif:GPSLatitude>",
    "<coordinates>2.2943,48.8588,0</coordinates>",
    '"coordinates": [2.2943, 48.8588]',
    "POINT(2.2943 48.8588)",
    "https://www.google.com/maps/@48.8588,2.2943,17z",
    "https://maps.google.com/?q=48.8588,2.2943",
    "http://maps.apple.com/?ll=48.8588%2C2.2943",
    "https://www.openstreetmap.org/#map=15/48.8588/2.2943",
    "https://example.org/?mlat=48.8588&mlon=2.2943",
    "https://maps.app.goo.gl/AbCdEfGh123",
    "meet at ///filled.count.soap",
    "https://what3words.com/filled.count.soap",
    "8FW4V75V+8Q",
    "V75V+8Q Paris, France",
    "31U 448251 5411932",
    "31U DQ 48251 11932",
    "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9",
  ])("are found in %s", (text) => {
    expect(holdsCoordinates(text)).toBe(true);
    expect(holdsCoordinates(`Seen here: ${text} on a Sunday.`)).toBe(true);
  });

  it.each([
    "",
    "Tour Eiffel, Paris",
    "Version 12.0.1, build 3.141",
    "Adobe XMP Core 5.6-c140 79.160451, 2017/05/06-01:08:21",
    "0.125, 0.5",
    "crop 0.1250,0.5000",
    "0.6399999857 0.3300000131 0.3000000119 0.6000000238",
    "1.2345, 2.3456, 3.4567",
    "matrix(1.0000 0.1234 12.3456 48.8588)",
    "72.000, 72.000",
    "18.0-55.0 mm f/3.5-5.6",
    "4000 x 3000, 12.2 MP",
    "1/125 s, f/2.8, ISO 100",
    "2024-01-02 03:04:05+02:00",
    "Tel. +49 6136/958638",
    "It weighs 1,234,567 tonnes and costs 12,500.00 EUR",
    "10° C in the morning, 21.5 °C at noon",
    "D6AF5AEA62557FCE88BC099788BBD3CC",
    "uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b",
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ+AAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==",
    "http://ns.adobe.com/exif/1.0/",
    "Platform: 1.5, platinum: 2.5",
    "masterpiece, (red hair:1.2345), Steps: 28, CFG scale: 7.5",
    '5\'11" tall, 2" wide',
    "width 12.500; height 3",
    "M 12.3456,7.8901 23.4567,8.9012 z",
    '<path d="m 31.89681,83.96099 c 1,2 3,4 5,6"/>',
    'transform="translate(31.89681,83.96099)" viewBox="0 0 12.3456 23.4567"',
  ])("are not found in %s", (text) => {
    expect(coordinatesIn(text)).toBeNull();
  });

  it("are given as they stand there", () => {
    expect(coordinatesIn("taken at 48.858844,2.294351 by Jane Doe")).toBe("48.858844,2.294351");
    expect(coordinatesIn("far off: 98.858844,200.294351")).toBeNull();
  });

  it("are looked for in a long text of digits without end", () => {
    expect(coordinatesIn("1.234 ".repeat(40_000))).toBeNull();
    expect(coordinatesIn("lat=1.5 ".repeat(30_000))).toBeNull();
    expect(coordinatesIn(`google ${"1/".repeat(50_000)}`)).toBeNull();
  });
});

describe("paths in a text", () => {
  it.each([
    ["C:\\Users\\janedoe\\Clients\\Acme\\secret.psd", "C:\\Users\\janedoe\\Clients\\Acme\\secret.psd"],
    ["C:\\a.psd", "C:\\a.psd"],
    ["from D:\\Photos\\a.jpg", "D:\\Photos\\a.jpg"],
    ['{"file":"C:\\\\Users\\\\jane\\\\a.png"}', "C:\\\\Users\\\\jane\\\\a.png"],
    ["C:/Users/jane/a.png", "C:/Users/jane/a.png"],
    ["\\\\server\\share\\a.psd", "\\\\server\\share\\a.psd"],
    ["saved in /Users/janedoe/Desktop/face.png.", "/Users/janedoe/Desktop/face.png."],
    ["/home/janedoe/a.svg", "/home/janedoe/a.svg"],
    ["/storage/emulated/0/DCIM/a.jpg", "/storage/emulated/0/DCIM/a.jpg"],
    ["file:///home/jane/a.png", "file:///home/jane/a.png"],
  ])("are found in %s", (text, path) => {
    expect(pathIn(text)).toBe(path);
  });

  it.each([
    "https://example.org/home/page.html",
    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    "1/125",
    "image/jpeg",
    "and/or",
    "a\\b",
    "f:\\ ",
    "q:\\X@Zg",
    "b:\\Rj2",
    "Scale: 1:\\2",
  ])("are not found in %s", (text) => {
    expect(holdsPath(text)).toBe(false);
  });
});

describe("prompts", () => {
  it.each([
    "masterpiece, red hair\nNegative prompt: bad hands\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 1",
    '{"3":{"class_type":"KSampler","inputs":{}}}',
    '{"prompt":"a cat","steps":28,"seed":1}',
    "a cat in the rain --ar 16:9 --v 6",
  ])("are told from %s", (text) => {
    expect(holdsPrompt(text)).toBe(true);
  });

  it.each(["A prompt answer", "Steps to the castle", "The sampler of 1820", "x -- y"])("are not seen in %s", (text) => {
    expect(holdsPrompt(text)).toBe(false);
  });
});

describe("addresses of mail", () => {
  it("are found whole", () => {
    expect(mailAddressIn("Write to jane.doe@example.org.")).toBe("jane.doe@example.org");
    expect(mailAddressIn("@jane, a@b")).toBeNull();
    expect(mailAddressIn("@".repeat(100_000))).toBeNull();
  });
});
