export{p as startBadge}from"./plan-parts.js";
