export{j as screenStays}from"./practice-parts.js";
