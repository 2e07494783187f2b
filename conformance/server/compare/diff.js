/**
 * Where two pieces of plain data differ, as lines fit for a reader: `events.2.item.status: reference "pending", ours "completed"`.
 * Empty when they are the same, whatever the order of keys.
 *
 * @param {[string, unknown]} left a name and a value
 * @param {[string, unknown]} right
 * @returns {string[]}
 */
export function diff(left, right, path = '') {
  const [leftName, leftValue] = left
  const [rightName, rightValue] = right
  if (isBranch(leftValue) && isBranch(rightValue) && Array.isArray(leftValue) === Array.isArray(rightValue)) {
    const keys = new Set([...Object.keys(leftValue), ...Object.keys(rightValue)])
    return [...keys].flatMap((key) =>
      diff([leftName, own(leftValue, key)], [rightName, own(rightValue, key)], path === '' ? key : `${path}.${key}`),
    )
  }
  if (Object.is(leftValue, rightValue)) return []
  return [`${path || 'everything'}: ${leftName} ${show(leftValue)}, ${rightName} ${show(rightValue)}`]
}

// A key such as `constructor` must not find what every object has.
const own = (value, key) => (Object.hasOwn(value, key) ? value[key] : undefined)

const isBranch = (value) => value !== null && typeof value === 'object'

const MOST = 300

function show(value) {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text
}
