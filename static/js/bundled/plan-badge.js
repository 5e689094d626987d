export{m as startBadge}from"./plan-parts.js";
