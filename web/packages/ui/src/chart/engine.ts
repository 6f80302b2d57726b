// The parts of ECharts the product draws with; loaded on their own, after the page's words.
import { BarChart, LineChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, TooltipComponent } from "echarts/components";
import { init, use as register } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

register([BarChart, LineChart, SankeyChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export { init };
