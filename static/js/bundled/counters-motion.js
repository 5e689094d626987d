export{r as MotionCounter}from"./counters-parts.js";
