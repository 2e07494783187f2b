import recorded from '../__fixtures__/jinja-cases.json'
import {toNames, toPlainJson} from '../data.ts'
import {WidgetTemplateError} from '../template-error.ts'
import {DEFAULT_TEMPLATE_LIMITS, parseTemplate, render} from './index.ts'

function run(template: string, data: object = {}, limits = {}): string {
  const names = toNames(toPlainJson(data) as {[key: string]: null})
  return render(parseTemplate(template), names, {...DEFAULT_TEMPLATE_LIMITS, ...limits})
}

function errorOf(template: string, data: object = {}, limits = {}): WidgetTemplateError {
  try {
    run(template, data, limits)
  } catch (error) {
    if (error instanceof WidgetTemplateError) return error
    throw error
  }
  throw new Error(`Nothing was thrown by ${template}`)
}

const works = recorded.cases.flatMap(({template, output}) => (output === undefined ? [] : [{template, output}]))
const fails = recorded.cases.filter(({error}) => error !== undefined)

describe('the part of Jinja that templates use', () => {
  test.each(works)('$template', ({template, output}) => {
    expect(run(template, recorded.data)).toBe(output)
  })

  test.each(fails)('Jinja refuses $template, and so do we', ({template}) => {
    expect(errorOf(template, recorded.data).line).toBe(1)
  })
})

describe('errors', () => {
  test.each([
    ['{{ a }}\n{{ b.c }}', {a: 1, b: {}}, 'undefined', 2, /^"b\.c" is undefined\./],
    ['\n\n{{ rows[0].title }}', {rows: [{}]}, 'undefined', 3, /^"rows\[0\]\.title" is undefined/],
    ['{% if x %}\n{{ user["first name"] }}{% endif %}', {x: 1, user: {}}, 'undefined', 2, /^"user\['first name'\]"/],
    ['{% set x = none.y %}\n{{ x }}', {}, 'undefined', 1, /is undefined/],
    ['\n{{ 1 + "a" }}', {}, 'runtime', 2, /Use "~" to join texts/],
    ['{{ x | upperr }}', {}, 'syntax', 1, /There is no filter "upperr" here\. Filters: tojson, default/],
    ['{{ x is nope }}', {}, 'syntax', 1, /There is no test "nope" here/],
    ['{% macro x() %}', {}, 'syntax', 1, /Unexpected tag "macro"\. Expected "if", "for", "set", "raw"/],
    ['{% if x %}\n', {}, 'syntax', 1, /A block is not closed\. Add "{% endif %}"/],
    ['a\n{# b', {}, 'syntax', 2, /A comment is not closed/],
    ['{% raw %}', {}, 'syntax', 1, /A raw block is not closed/],
    ['{{ [1 }}', {}, 'syntax', 1, /Unexpected "}"/],
    ['{{ a ! b }}', {}, 'syntax', 1, /Unexpected character "!"/],
    ['{{ a b }}', {}, 'syntax', 1, /Expected "}}", found "b"/],
    ['{% set true = 1 %}', {}, 'syntax', 1, /"true" cannot be assigned to/],
    ['{{ "a" | replace("b") }}', {}, 'runtime', 1, /"replace" needs/],
    ['{{ "a" | upper(1) }}', {}, 'runtime', 1, /"upper" takes at most 0 arguments/],
    ['{{ "a" | default(nope=1) }}', {}, 'runtime', 1, /no place for the argument "nope"/],
  ] as const)('%j', (template, data, code, line, message) => {
    const error = errorOf(template, data)
    expect({code: error.code, line: error.line}).toEqual({code, line})
    expect(error.message).toMatch(message)
  })

  test('what is not there may be looked for, but not used', () => {
    expect(run('{{ x | default("a") }}{{ x is defined }}{% set y = x %}{% if not (x is defined) %}b{% endif %}')).toBe(
      'aFalseb',
    )
  })

  test('a key is never hidden by a method of the same name', () => {
    expect(run('{% for i in order.items %}{{ i }}{% endfor %}{{ order.get }}', {order: {items: [1, 2], get: 3}})).toBe(
      '123',
    )
  })
})

describe('safety', () => {
  const data = {text: 'abc', list: [1], dict: {a: 1}, number: 1}

  test.each(
    ['text', 'list', 'dict', 'number', 'loop', 'namespace()', 'dict()', '""', '[]', '(1, 2)']
      .flatMap((value) =>
        ['__proto__', 'constructor', 'prototype', 'toString', '__class__', 'length', 'size', 'get', 'map'].map(
          (name) => [
            `{% for i in [1] %}{{ ${value}.${name} }}{% endfor %}`,
            `{% for i in [1] %}{{ ${value}["${name}"] }}{% endfor %}`,
          ],
        ),
      )
      .filter(([template]) => template !== '{% for i in [1] %}{{ loop.length }}{% endfor %}'),
  )('%s reaches nothing', (attribute, item) => {
    expect(errorOf(attribute ?? '', data).code).toBe('undefined')
    expect(errorOf(item ?? '', data).code).toBe('undefined')
  })

  test.each([
    '{{ text.constructor("return process")() }}',
    '{{ "".__class__.__mro__() }}',
    '{{ f() }}',
    '{{ (1)() }}',
    '{{ self.__init__() }}',
    '{% import "x" as y %}',
    '{% include "x" %}',
    '{% extends "x" %}',
  ])('%s is refused before it runs', (template) => {
    expect(errorOf(template, data).code).toBe('syntax')
  })

  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'toString'])('data may have a key named %s', (name) => {
    const hostile = JSON.parse(`{"d": {"${name}": "mine"}, "${name}": "mine too"}`) as object
    expect(run(`{{ d.${name} }}{{ d["${name}"] }}{{ ${name} }}{{ d | tojson }}`, hostile)).toBe(
      `minemineminetoo{"${name}": "mine"}`.replace('minetoo', 'mine too'),
    )
    expect(Object.hasOwn(Object.prototype, 'd')).toBe(false)
  })

  test('a template cannot change the data it is given', () => {
    const given = {list: [1], n: 1}
    expect(run('{% set _ = list.append(2) %}{% set n = 5 %}{{ list }}{{ n }}', given)).toBe('[1, 2]5')
    expect(given).toEqual({list: [1], n: 1})
  })

  test.each([
    ['{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}', 'steps'],
    ['{{ range(100000000) }}', 'longer'],
    ['{% for i in range(40) %}{{ "x" * 100000 }}{% endfor %}', 'longer'],
    ['{{ "x" * 999999999 }}', 'longer'],
    ['{{ [0] * 999999999 }}', 'longer'],
    ['{% set ns = namespace(s="xx") %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}', 'longer'],
    [
      '{% set ns = namespace(s="xx") %}{% for i in range(60) %}{% set ns.s = ns.s | replace("x", "xxx") %}{% endfor %}',
      'longer',
    ],
    [
      '{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l | tojson }}',
      '',
    ],
    [
      '{% set ns = namespace(l=[1], m=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% set ns.m = [ns.m, ns.m] %}{% endfor %}{{ ns.l == ns.m }}',
      '',
    ],
    ['{% set l = [] %}{% set _ = l.append(l) %}{{ l | tojson }}', 'nests'],
    ['{% set l = [] %}{% set _ = l.append(l) %}{{ l }}', 'nests'],
    ['{% set l = [] %}{% set _ = l.append(l) %}{% set m = [] %}{% set _ = m.append(m) %}{{ l == m }}', 'nests'],
    [`{{ ${Array.from({length: 5000}, () => '1').join(' + ')} }}`, 'nests'],
    ['{{ 9007199254740991 + 1 }}', 'too large'],
  ])('%.90s is stopped', (template, message) => {
    const error = errorOf(template)
    expect(error.code).toBe('limit')
    expect(error.message).toContain(message)
  })

  test.each([
    `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`,
    `{{ ${'not '.repeat(5000)}1 }}`,
    `{{ ${'-'.repeat(5000)}1 }}`,
    `{{ ${'['.repeat(5000)}${']'.repeat(5000)} }}`,
    '{% if 1 %}'.repeat(5000) + '{% endif %}'.repeat(5000),
    `{% for ${'('.repeat(5000)}a${')'.repeat(5000)} in b %}{% endfor %}`,
  ])('what nests too deeply is a syntax error, not an overflow of the stack (%#)', (template) => {
    expect(errorOf(template).message).toContain('more than 100 levels deep')
  })

  test('limits can be set', () => {
    expect(errorOf('{{ "abc" * 10 }}', {}, {size: 20}).code).toBe('limit')
    expect(errorOf('{% for i in range(50) %}{% endfor %}', {}, {steps: 40}).code).toBe('limit')
  })
})
