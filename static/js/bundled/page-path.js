export{d as readPath}from"./page-parts.js";
