// Simplification that keeps a topology whole: Visvalingam-Whyatt on the shared arcs, each
// border once, and never across another point, so that nothing tears, overlaps or crosses.

/** Twice the area of a triangle. */
const area2 = ([ax, ay], [bx, by], [cx, cy]) => (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)

/** Whether `p` lies in the triangle or on its edge. A flat triangle is a stretch of line. */
const covers = (a, b, c, p) => {
  for (const axis of [0, 1]) {
    if (p[axis] < Math.min(a[axis], b[axis], c[axis])) return false
    if (p[axis] > Math.max(a[axis], b[axis], c[axis])) return false
  }
  const s = area2(a, b, p), t = area2(b, c, p), u = area2(c, a, p)
  return (s >= 0 && t >= 0 && u >= 0) || (s <= 0 && t <= 0 && u <= 0)
}
const same = (a, b) => a[0] === b[0] && a[1] === b[1]

/** Smallest first; equal weights in the order of their arcs, so that the result is one. */
class Heap {
  items = []
  before = (a, b) => a.weight < b.weight || (a.weight === b.weight && a.order < b.order)
  push(item) {
    const {items, before} = this
    let at = items.push(item) - 1
    for (let up; at > 0 && before(item, items[(up = (at - 1) >> 1)]); at = up) items[at] = items[up]
    items[at] = item
  }
  pop() {
    const {items, before} = this
    const top = items[0], last = items.pop()
    if (!items.length) return top
    let at = 0
    for (;;) {
      let down = 2 * at + 1
      if (down >= items.length) break
      if (down + 1 < items.length && before(items[down + 1], items[down])) down++
      if (!before(items[down], last)) break
      items[at] = items[down]
      at = down
    }
    items[at] = last
    return top
  }
}

const CELL = 64
/** A closed line keeps at least this many corners. */
const RING_CORNERS = 4

/**
 * Simplifies arcs of whole-number positions.
 *
 * @param arcs list of lines; closed when the first and last position agree
 * @param tolerance area in square units of the grid, by number of the arc, below which a corner goes
 * @param aspect by number of the arc, what a unit of x is worth in units of y (cosine of latitude)
 */
export function simplify(arcs, tolerance, aspect) {
  const grid = new Map()
  const cell = (x, y) => Math.floor(x / CELL) * 1_000_003 + Math.floor(y / CELL)
  const nodes = []
  const straight = new Map()
  const ends = (line) => [line[0], line.at(-1)].map(String).sort().join(' ')
  const left = arcs.map((line) => line.length)
  arcs.forEach((line, arc) => {
    let previous = null
    for (const at of line) {
      const node = {at, arc, previous, next: null, order: nodes.length, version: 0, gone: false}
      if (previous) previous.next = node
      previous = node
      nodes.push(node)
      const key = cell(...at)
      if (!grid.has(key)) grid.set(key, new Set())
      grid.get(key).add(node)
    }
    if (line.length === 2) straight.set(ends(line), arc)
  })

  const heap = new Heap()
  const offer = (node, least) => {
    if (!node.previous || !node.next) return
    const area = Math.abs(area2(node.previous.at, node.at, node.next.at)) / 2 * aspect[node.arc]
    node.version++
    const weight = Math.max(area, least) / tolerance[node.arc]
    if (weight < 1) heap.push({weight, order: node.order, node, version: node.version})
  }
  const blocked = (node) => {
    const a = node.previous.at, b = node.at, c = node.next.at
    const line = arcs[node.arc]
    const closed = same(line[0], line.at(-1))
    if (closed && left[node.arc] <= RING_CORNERS + 1) return true
    if (!closed && left[node.arc] === 3 && straight.has(ends(line))) return true
    const [x0, x1] = [Math.min(a[0], b[0], c[0]), Math.max(a[0], b[0], c[0])].map((v) => Math.floor(v / CELL))
    const [y0, y1] = [Math.min(a[1], b[1], c[1]), Math.max(a[1], b[1], c[1])].map((v) => Math.floor(v / CELL))
    for (let x = x0; x <= x1; x++) {
      for (let y = y0; y <= y1; y++) {
        for (const other of grid.get(x * 1_000_003 + y) ?? []) {
          const p = other.at
          if (!same(p, a) && !same(p, b) && !same(p, c) && covers(a, b, c, p)) return true
          // Another line touches this corner: it must stay where it is.
          if (other !== node && same(p, b)) return true
        }
      }
    }
    return false
  }

  nodes.forEach((node) => offer(node, 0))
  while (heap.items.length) {
    const {node, version, weight} = heap.pop()
    if (node.gone || node.version !== version || blocked(node)) continue
    node.gone = true
    grid.get(cell(...node.at)).delete(node)
    node.previous.next = node.next
    node.next.previous = node.previous
    if (--left[node.arc] === 2) straight.set(ends(arcs[node.arc]), node.arc)
    const least = weight * tolerance[node.arc]
    offer(node.previous, least)
    offer(node.next, least)
  }
  const kept = arcs.map(() => [])
  for (const node of nodes) if (!node.gone) kept[node.arc].push(node.at)
  return kept
}
