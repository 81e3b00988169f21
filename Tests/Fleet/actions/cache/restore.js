const fs = require('fs')

const { INPUT_PATH: path, STORE: store } = process.env
const begins = process.env['INPUT_RESTORE-KEYS'].trim()
const folder = `${store}/cache`
const keys = fs.existsSync(folder) ? fs.readdirSync(folder).filter((key) => key.startsWith(begins)) : []
if (keys.length > 0) {
  fs.copyFileSync(`${folder}/${keys.sort().at(-1)}`, path)
  console.log(`restored ${keys.at(-1)}`)
}
