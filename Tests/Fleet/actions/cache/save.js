const fs = require('fs')

const { INPUT_PATH: path, INPUT_KEY: key, STORE: store } = process.env
if (fs.existsSync(path)) {
  fs.mkdirSync(`${store}/cache`, { recursive: true })
  fs.copyFileSync(path, `${store}/cache/${key}`)
}
