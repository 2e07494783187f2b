import {z} from 'zod'

/** A path on the site itself: never another host, never a scheme. */
const sitePath = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[^\s\\]*$/, 'must be a path on the site, such as "/docs/intro#setup"')

const shortText = z.string().max(1_000)

const codeBlock = z.object({
  language: z.string().max(50),
  title: z.string().max(1_000).nullable().default(null),
  code: z.string().max(200_000),
})

export const contentSection = z.object({
  id: z.string().min(1).max(2_000),
  url: sitePath,
  title: shortText,
  headingPath: z.array(shortText).max(12),
  anchor: z.string().max(1_000).default(''),
  text: z.string().max(1_000_000),
  code: z.array(codeBlock).max(1_000).default([]),
  version: z.string().max(200).nullish(),
  tag: z.string().max(200).nullish(),
  docId: z.string().max(1_000).nullish(),
  hash: z.string().min(1).max(200),
})

/** Of which site an index is. */
export const siteInfo = z.object({
  url: z
    .string()
    .max(2_000)
    .refine((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol), 'must be an http(s) URL'),
  baseUrl: z.string().max(1_000).startsWith('/'),
  locale: z.string().max(50),
  title: shortText,
  latestVersions: z.array(z.string().max(200)).max(100).optional(),
})

/** The file that the Docusaurus plugin writes at build time. Fields that are not used here are let through unread. */
export const contentIndex = z
  .object({
    schemaVersion: z.literal(1),
    site: siteInfo,
    sections: z.array(contentSection).max(500_000),
  })
  .superRefine((index, context) => {
    const seen = new Set<string>()
    index.sections.forEach((section, position) => {
      if (seen.has(section.id)) {
        context.addIssue({
          code: 'custom',
          path: ['sections', position, 'id'],
          message: `the id "${section.id}" is used twice`,
        })
      }
      seen.add(section.id)
    })
  })

export type ContentSection = z.infer<typeof contentSection>
export type ContentIndex = z.infer<typeof contentIndex>
