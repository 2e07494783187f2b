import {z} from 'zod'
import {color, dimensions, flag, lengthOrText, nodeProps, text, whole} from './widget-values.ts'

const curveType = z.enum([
  'basis',
  'basisClosed',
  'basisOpen',
  'bumpX',
  'bumpY',
  'bump',
  'linear',
  'linearClosed',
  'natural',
  'monotoneX',
  'monotoneY',
  'monotone',
  'step',
  'stepBefore',
  'stepAfter',
])
const seriesProps = {label: text, dataKey: z.string(), color: color.optional()}

const series = z.discriminatedUnion('type', [
  z.object({...seriesProps, type: z.literal('bar'), stack: text}),
  z.object({...seriesProps, type: z.literal('area'), stack: text, curveType: curveType.optional()}),
  z.object({...seriesProps, type: z.literal('line'), curveType: curveType.optional()}),
])

const axis = z.object({dataKey: z.string(), hide: flag, labels: z.record(z.string(), z.string()).optional()})

export const Chart = z.object({
  ...nodeProps,
  ...dimensions,
  type: z.literal('Chart'),
  data: z.array(z.record(z.string(), z.union([z.string(), z.number()], {error: 'must be a string or a number'}))),
  series: z.array(series),
  xAxis: z.union([z.string(), axis], {error: 'must be the name of a key, or an object with a "dataKey"'}),
  showYAxis: flag,
  showLegend: flag,
  showTooltip: flag,
  barGap: whole,
  barCategoryGap: whole,
  flex: lengthOrText,
})
