export{v as inWords}from"./page-parts.js";
