import type {PrismTheme} from 'prism-react-renderer'

// The stock themes' comment and punctuation colours fall below 4.5:1; every colour here is above it on its background.

interface Palette {
  text: string
  background: string
  comment: string
  keyword: string
  string: string
  number: string
  name: string
  tag: string
}

function createPrismTheme(palette: Palette): PrismTheme {
  return {
    plain: {color: palette.text, backgroundColor: palette.background},
    styles: [
      {types: ['comment', 'prolog', 'doctype', 'cdata'], style: {color: palette.comment, fontStyle: 'italic'}},
      {types: ['keyword', 'boolean', 'atrule', 'important'], style: {color: palette.keyword}},
      {types: ['string', 'char', 'attr-value', 'inserted', 'regex'], style: {color: palette.string}},
      {types: ['number', 'constant', 'symbol', 'variable'], style: {color: palette.number}},
      {types: ['function', 'class-name', 'builtin', 'decorator'], style: {color: palette.name}},
      {types: ['tag', 'key', 'selector', 'attr-name', 'property', 'deleted'], style: {color: palette.tag}},
    ],
  }
}

export const lightPrismTheme = createPrismTheme({
  text: '#23302f',
  background: '#f3f1ea',
  comment: '#646a5e',
  keyword: '#8a2f5f',
  string: '#2f6213',
  number: '#8a4b08',
  name: '#1d4f91',
  tag: '#0b6056',
})

export const darkPrismTheme = createPrismTheme({
  text: '#dce5e2',
  background: '#1a2223',
  comment: '#95a39d',
  keyword: '#f0a3c6',
  string: '#b5d98c',
  number: '#efbd7c',
  name: '#9cc4ff',
  tag: '#6fd3c1',
})
