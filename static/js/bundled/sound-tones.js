export{i as Tones,a as play}from"./sound-parts.js";
