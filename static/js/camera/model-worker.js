// Finds the joints of a person in a frame, in a worker: the model and TensorFlow.js come out of the camera's pack.
// A classic script, for Firefox 110 knows no modules in workers. Its Content-Security-Policy keeps it from the network
// (hinge_pwa/web/security.py).

const CACHE = 'camera-pack'; // see pack.js
const SIZE = 192; // pixels of the model's square
const JOINTS = 17; // of COCO

let model = null;
let square = null;

self.onmessage = async ({ data: { id, files, frame } }) => {
  try {
    self.postMessage({ id, found: files ? await load(files) : find(frame) });
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};

/** @param {import('./pack.js').File[]} files of the pack */
async function load(files) {
  const contents = new Map();
  for (const { name, parts } of files) contents.set(name, await contentOf(parts));
  const endingWith = (suffix) => files.filter(({ name }) => name.endsWith(suffix));
  const content = (suffix) => contents.get(endingWith(suffix)[0].name);
  self.importScripts(...endingWith('.js').flatMap(({ parts }) => parts.map(({ url }) => url)));
  const { tf } = self;
  const wasm = content('.wasm');
  tf.env().platform.fetch = async () => new Response(wasm, { headers: { 'Content-Type': 'application/wasm' } });
  tf.wasm.setWasmPaths('/', true); // by the fetch above
  await tf.setBackend('wasm');
  const { modelTopology, weightsManifest } = JSON.parse(new TextDecoder().decode(content('.json')));
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  model = await tf.loadGraphModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData: content('.bin') }));
  square = new OffscreenCanvas(SIZE, SIZE).getContext('2d', { willReadFrequently: true });
}

/** The bytes of a file, as they were when the pack was fetched. */
async function contentOf(parts) {
  const cache = await caches.open(CACHE);
  const bodies = await Promise.all(parts.map(async ({ url }) => (await cache.match(url)).arrayBuffer()));
  return new Blob(bodies).arrayBuffer();
}

/** @param {ImageBitmap} frame @returns {number[][]} of each joint [x, y, score], 0 to 1 of the frame */
function find(frame) {
  const { width, height } = frame;
  const scale = SIZE / Math.max(width, height);
  const [left, top] = [(SIZE - width * scale) / 2, (SIZE - height * scale) / 2];
  square.clearRect(0, 0, SIZE, SIZE);
  square.drawImage(frame, left, top, width * scale, height * scale);
  frame.close();
  const { data } = square.getImageData(0, 0, SIZE, SIZE);
  const pixels = new Int32Array(SIZE * SIZE * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    [pixels[to], pixels[to + 1], pixels[to + 2]] = [data[from], data[from + 1], data[from + 2]];
  }
  const { tf } = self;
  const input = tf.tensor4d(pixels, [1, SIZE, SIZE, 3], 'int32');
  const output = model.execute(input);
  const found = output.dataSync();
  tf.dispose([input, output]);
  return Array.from({ length: JOINTS }, (_, joint) => {
    const [y, x, score] = found.slice(3 * joint, 3 * joint + 3);
    return [(x * SIZE - left) / (width * scale), (y * SIZE - top) / (height * scale), score];
  });
}
