// Writes crates/vocabulary/data/{countries,un-regions,territories}.csv. See README.md.
import fs from 'node:fs'
import path from 'node:path'
import {createRequire} from 'node:module'
import {iso31661, iso31662} from 'iso-3166'

const require = createRequire(import.meta.url)
const here = path.dirname(new URL(import.meta.url).pathname)
const data = path.join(here, '../../crates/vocabulary/data')

/** CLDR locale whose names people see, by language of Faro. */
const LOCALES = {es: 'es-419', pt: 'pt', en: 'en', fr: 'fr'}
/** Further locales whose names are recognised. */
const OTHER_LOCALES = ['es', 'es-MX', 'es-AR', 'pt-PT', 'en-GB', 'fr-CA', 'ht']

const cldrNames = (locale) => {
  try {
    const file = require(`cldr-localenames-full/main/${locale}/territories.json`)
    return file.main[locale].localeDisplayNames.territories
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return {}
    throw error
  }
}
const names = Object.fromEntries(Object.entries(LOCALES).map(([l, locale]) => [l, cldrNames(locale)]))
const isoNames = Object.fromEntries(
  ['es', 'pt', 'en', 'fr'].map((l) => [l, require(`i18n-iso-countries/langs/${l}.json`).countries])
)

// The package's Portuguese name of the Republic of the Congo is its neighbour's.
delete isoNames.pt.CG
// M49 calls the sub-region by its full name.
Object.entries({
  es: 'América Latina y el Caribe', pt: 'América Latina e Caribe',
  en: 'Latin America and the Caribbean', fr: 'Amérique latine et Caraïbes'
}).forEach(([l, name]) => { names[l]['419'] = name })

/** The comparison form of `faro_vocabulary::fold`. */
const fold = (text) =>
  text.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
    .replace(/[^\p{Alphabetic}\p{N}]+/gu, ' ').trim()

const lines = (file) =>
  fs.readFileSync(path.join(here, file), 'utf8').split('\n')
    .map((line, i) => ({line: line.trim(), where: `${file}:${i + 1}`}))
    .filter(({line}) => line && !line.startsWith('#'))

const keyed = (file, split) => {
  const found = {}
  for (const {line, where} of lines(file)) {
    const match = /^([A-Z]{2}): (.+)$/.exec(line)
    if (!match) throw new Error(`${where}: expected "XX: words"`)
    ;(found[match[1]] ??= []).push(...split(match[2]))
  }
  return found
}
const expand = (word) => {
  const match = /^(.*)\{(.*)\}(.*)$/.exec(word)
  return match ? match[2].split(',').map((end) => match[1] + end + match[3]) : [word]
}
const aliases = keyed('aliases.txt', (text) => text.split('|').map((s) => s.trim()))
const demonyms = keyed('demonyms.txt', (text) =>
  text.split(' ').filter((w) => w && w !== '|').flatMap(expand).map((w) => w.replaceAll('-', ' ')))

/** Country to its chain of M49 areas, widest first, by walking CLDR's containment. */
const containment = require('cldr-core/supplemental/territoryContainment.json').supplemental.territoryContainment
const chainOf = {}
const walk = (area, chain) => {
  for (const child of containment[area]?._contains ?? []) {
    if (/^\d{3}$/.test(child)) walk(child, [...chain, child])
    else chainOf[child] ??= chain
  }
}
for (const world of ['002', '019', '142', '150', '009']) walk(world, [world])
/** M49 sub-regions that CLDR keeps as groupings: intermediate area to sub-region. */
const SUBREGION = {'013': '419', '029': '419', '005': '419', '011': '202', '014': '202', '017': '202', '018': '202'}
const m49 = (alpha2) => {
  // M49 gives Antarctica no region; CLDR puts it under Oceania.
  const [region = '', area = ''] = alpha2 === 'AQ' ? [] : (chainOf[alpha2] ?? [])
    .filter((code) => code !== '003')
  return SUBREGION[area] ? [region, SUBREGION[area], area] : [region, area, '']
}

const csv = (rows) =>
  rows.map((row) => row.map((v) => (/[",\n]/.test(v) ? `"${v.replaceAll('"', '""')}"` : v)).join(',')).join('\n') + '\n'
const distinct = (words, taken) => {
  const seen = new Set(taken.map(fold))
  return words.filter((w) => w && !seen.has(fold(w)) && seen.add(fold(w)))
}

// ---- countries ----
const countries = [['alpha2', 'alpha3', 'numeric', 'region', 'subregion', 'intermediate', 'es', 'pt', 'en', 'fr', 'other_names', 'demonyms']]
for (const c of [...iso31661].sort((a, b) => (a.alpha2 < b.alpha2 ? -1 : 1))) {
  const shown = ['es', 'pt', 'en', 'fr'].map((l) => names[l][c.alpha2])
  if (shown.some((n) => !n)) throw new Error(`${c.alpha2} lacks a name: ${shown}`)
  const variants = (table) =>
    ['', '-alt-short', '-alt-variant', '-alt-long'].map((s) => table[c.alpha2 + s])
  const others = [
    c.name,
    ...['es', 'pt', 'en', 'fr'].flatMap((l) => [isoNames[l][c.alpha2]].flat()),
    ...Object.values(names).flatMap(variants),
    ...OTHER_LOCALES.flatMap((l) => variants(cldrNames(l))),
    ...(aliases[c.alpha2] ?? [])
  ]
  countries.push([c.alpha2, c.alpha3, c.numeric, ...m49(c.alpha2), ...shown,
    distinct(others, shown).join('|'),
    distinct(demonyms[c.alpha2] ?? [], []).join('|')])
}
for (const code of [...Object.keys(aliases), ...Object.keys(demonyms)]) {
  if (!countries.some((row) => row[0] === code)) throw new Error(`${code} is no country`)
}
if (countries.length !== 250) throw new Error(`${countries.length - 1} countries instead of 249`)
fs.writeFileSync(path.join(data, 'countries.csv'), csv(countries))

// ---- M49 areas ----
const areas = [...new Set(countries.slice(1).flatMap((row) => row.slice(3, 6)).filter(Boolean))].sort()
fs.writeFileSync(path.join(data, 'un-regions.csv'), csv([['code', 'es', 'pt', 'en', 'fr'],
  ...areas.map((code) => [code, ...['es', 'pt', 'en', 'fr'].map((l) => {
    if (!names[l][code]) throw new Error(`area ${code} lacks a name in ${l}`)
    return names[l][code]
  })])]))

// ---- first-level divisions ----
const extra = {}
const header = {}
let country = ''
for (const {line, where} of lines('divisions.txt')) {
  const head = /^\[([A-Z]{2})\] ([a-z_]+) (\S+)$/.exec(line)
  if (head) {
    country = head[1]
    header[country] = {kind: head[2], scheme: head[3] === '-' ? '' : head[3]}
    continue
  }
  const [first, ...other] = line.split(';').map((s) => s.trim())
  const row = /^([A-Z]{2}-[A-Z0-9]+) (\S+)\s*(?:\|(.*))?$/.exec([first].join(''))
  // `CODE nat | key=v; key=v ; alias; alias`: everything after `|` is cut at `;`.
  if (!row || !row[1].startsWith(country) || extra[row[1]]) throw new Error(`${where}: cannot read "${line}"`)
  const entry = {national: row[2] === '-' ? '' : row[2], set: {}, aliases: []}
  for (const part of [row[3]?.trim() ?? '', ...other]) {
    const pair = /^(kind|all|es|pt|en|fr)=(.+)$/.exec(part)
    if (pair) entry.set[pair[1]] = pair[2]
    else if (part) entry.aliases.push(part)
  }
  extra[row[1]] = entry
}
// In two countries the standard's upper tier is seldom used in records; the lower one is what
// people mean by the country's divisions.
const SKIP_TIER = new Set(['DO', 'KN'])
const rows = []
for (const d of iso31662) {
  const alpha2 = d.code.slice(0, 2)
  if (!header[alpha2]) continue
  const nested = d.parent.length > 2
  if (SKIP_TIER.has(alpha2) ? !nested : nested) continue
  const {national = '', set = {}, aliases: others = []} = extra[d.code] ?? {}
  delete extra[d.code]
  const name = (l) => set[l] ?? set.all ?? d.name
  const labels = ['es', 'pt', 'en', 'fr'].map(name)
  rows.push([d.code, alpha2, set.kind ?? header[alpha2].kind, ...labels,
    national && header[alpha2].scheme, national, distinct([d.name, ...others], labels).join('|')])
}
if (Object.keys(extra).length) throw new Error(`not in ISO 3166-2: ${Object.keys(extra)}`)
rows.sort((a, b) => (a[0] < b[0] ? -1 : 1))
fs.writeFileSync(path.join(data, 'territories.csv'),
  csv([['code', 'parent', 'kind', 'es', 'pt', 'en', 'fr', 'scheme', 'national', 'other_names'], ...rows]))

const lac = countries.slice(1).filter((row) => row[4] === '419').map((row) => row[0])
console.log(`${countries.length - 1} countries, ${areas.length} areas, ${rows.length} divisions`)
console.log('without divisions in ISO 3166-2:', lac.filter((c) => !header[c]).join(' '))
// Names that find nothing because two countries share them.
const owners = new Map()
for (const row of countries.slice(1)) {
  for (const n of new Set([...row.slice(6, 10), ...row[10].split('|'), ...row[11].split('|')].map(fold))) {
    if (n) owners.set(n, [...(owners.get(n) ?? []), row[0]])
  }
}
for (const [n, codes] of owners) if (codes.length > 1) console.log(`ambiguous: ${n} (${codes.join(', ')})`)
