export{A as screenStays}from"./practice-parts.js";
