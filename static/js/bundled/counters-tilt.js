export{i as Tilt,a as angle}from"./counters-parts.js";
