/** Boxes that hold boxes and nothing else (ISO/IEC 14496-12; ISO/IEC 23008-12; QuickTime). */
export const CONTAINER_BOXES: ReadonlySet<string> = new Set(
  (
    "moov mdia minf stbl edts dinf gmhd mvex moof traf mfra iprp ipco sinf schi strk ipro meco grpl " +
    "tapt clip matt imag pnot rinf"
  ).split(" "),
);

/** Boxes that a file needs to be read, with no words or places in them. */
export const STRUCTURE_BOXES: ReadonlySet<string> = new Set(
  (
    "ftyp styp pitm iloc iinf iref hdlr dref url urn mvhd tkhd mdhd vmhd smhd hmhd nmhd sthd gmin gmhd stsd stts ctts " +
    "stsc stsz stz2 stco co64 stss stsh stdp padb sdtp sbgp sgpd subs saiz saio cslg elst trex mehd leva mfhd tfhd trun " +
    "tfdt tfra mfro sidx ssix prft iods tref load clef prof enof wide frma schm pdin bxcv " +
    // properties of pictures
    "ispe pixi pasp clap irot imir auxC hvcC lhvC av1C avcC vvcC vvnC evcC jpgC j2kH tols oinf rloc a1op a1lx lsel " +
    "ipma iscl rref wipe scbl colm reve fobr afbr dobr exbr pano subs vwpt cmin cmex dimg ster altr eqiv " +
    // of a grouping of entities
    "ster tsyn aebr wbbr brst iaug prgr slid mskC cmpd uncC evir"
  ).split(" "),
);

/** How colours are meant. */
export const COLOUR_BOXES: ReadonlySet<string> = new Set("clli mdcv cclv amve ndwt reve ctab gama fiel".split(" "));

/** Properties and user data with words or dates in them (ISO/IEC 23008-12 §6.5; 3GPP TS 26.244 §8). */
export const TEXT_BOXES: ReadonlySet<string> = new Set(
  (
    "udes altt crtt mdft itai cprt titl dscp perf auth gnre rtng clsf kywd yrrc albm loci name date coll desc ldes tvsh " +
    "CNCV CNMN CNFV xml tsel kind hnti hinf"
  ).split(" "),
);

/** What makers put into user data. */
export const MAKER_BOXES: ReadonlySet<string> = new Set(
  (
    "smta SDLN smrd saut smtt GPMF CAME MUID FIRM LENS SETT HMMT BCID GUMI GPHD FREA SCEN Xtra TAGS MVTG CNDA NCDT " +
    "MMA0 MMA1 PXTH PENT PANA LEIC XIAO mcvr auto slno vndr thma ptv manu modl htcb htka cver SIGM QVMI ZORA OLYM DcMD " +
    "CNTH CNDB CNOP CTMD CTBO CRAW CMP1 RICO RDT1 inst"
  ).split(" "),
);

/** The longest that some of those boxes can be, without their heads, bytes: behind that nobody reads. */
export const LONGEST_BOXES: ReadonlyMap<string, number> = new Map([
  ["ftyp", 400],
  ["styp", 400],
  ["hdlr", 160],
  ["pitm", 8],
  ["mvhd", 112],
  ["tkhd", 96],
  ["mdhd", 36],
  ["vmhd", 12],
  ["smhd", 8],
  ["ispe", 12],
  ["pixi", 20],
  ["pasp", 8],
  ["clap", 32],
  ["irot", 1],
  ["imir", 1],
  ["av1C", 1024],
  ["auxC", 512],
  ["wide", 0],
]);
