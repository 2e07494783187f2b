import {toHtml} from './__fixtures__/html.ts'

const streamed = (text: string): string => toHtml(text, {streaming: true})

describe('an unfinished end shows no raw marks', () => {
  test.each([
    ['bold', 'a **bo', '<p>a <strong>bo</strong></p>'],
    ['half an end of bold', 'a **bold*', '<p>a <strong>bold</strong></p>'],
    ['a mark alone', 'a **', '<p>a </p>'],
    ['emphasis in bold', '**a *b', '<p><strong>a <em>b</em></strong></p>'],
    ['code', 'a `b c', '<p>a <code>b c</code></p>'],
    ['half an end of code', 'a ``b`', '<p>a <code>b</code></p>'],
    ['strikethrough', 'a ~~b~', '<p>a <del>b</del></p>'],
    ['link text', 'see [the gui', '<p>see the gui</p>'],
    ['a link without an address', 'see [the guide]', '<p>see the guide</p>'],
    ['half an address', 'see [the guide](https://ex', '<p>see the guide</p>'],
    ['half a title', 'see [the guide](/x "ti', '<p>see the guide</p>'],
    ['an image', 'see ![a pict', '<p>see </p>'],
    ['an image without an address', 'see ![a picture](/im', '<p>see </p>'],
    ['a note reference', 'a[^1', '<p>a</p>'],
    ['half an entity', 'a &am', '<p>a </p>'],
    ['a backslash', 'a \\', '<p>a </p>'],
    ['a formula', 'so $x^2 + ', '<p>so </p>'],
    ['a formula in brackets', 'so \\(x + ', '<p>so </p>'],
    ['a dash that may become a rule, an item or an underline', 'a\n-', '<p>a</p>'],
    ['underlining', 'a\n===', '<p>a</p>'],
    ['a list mark', 'a\n\n1.', '<p>a</p>'],
    ['a quote mark', 'a\n\n> ', '<p>a</p>'],
    ['number signs', 'a\n\n##', '<p>a</p>'],
    ['half a fence', 'a\n\n``', '<p>a</p>'],
    ['a definition', 'a\n\n[b]: http', '<p>a</p>'],
    ['a display formula', '$$\nx^2 +', '<div class="formula-pending"></div>'],
  ])('%s', (_, text, html) => {
    expect(streamed(text)).toBe(html)
  })

  test('but a price stays a price', () => {
    expect(streamed('it costs $5 an')).toBe('<p>it costs $5 an</p>')
  })

  test('a table is one from its first line on', () => {
    for (const text of ['| a | b', '| a | b |\n', '| a | b |\n|-', '| a | b |\n|---|---|']) {
      expect(streamed(text)).toContain('<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>')
    }
  })

  test('code is code from its first line on, without the fence that ends it', () => {
    const before = streamed('```py\nx = 1\n')
    expect(before).toContain('<code>x = 1</code>')
    expect(streamed('```py\nx = 1\n``')).toBe(before)
  })
})

test('a long emphasis without an end is a star and not a page in italics', () => {
  expect(streamed(`*a ${'word '.repeat(200)}`)).not.toContain('<em>')
})
