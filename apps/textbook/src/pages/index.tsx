import useDocusaurusContext from '@docusaurus/useDocusaurusContext'
import Layout from '@theme/Layout'
import type {ReactNode} from 'react'
import {AskSection} from '../components/Home/AskSection.tsx'
import {Hero} from '../components/Home/Hero.tsx'
import {ModuleCards} from '../components/Home/ModuleCards.tsx'

export default function Home(): ReactNode {
  const {siteConfig} = useDocusaurusContext()
  return (
    <Layout title={siteConfig.tagline} description={siteConfig.tagline}>
      <main>
        <Hero />
        <AskSection />
        <ModuleCards />
      </main>
    </Layout>
  )
}
