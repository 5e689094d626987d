export{m as inWords}from"./page-parts.js";
