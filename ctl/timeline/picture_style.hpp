// How the picture looks: colours by what they mean, and the patterns that tell them apart where
// colours do not (for those who do not see them, and on paper).
#pragma once

#include <string_view>

namespace lineman::ctl::timeline {

inline constexpr std::string_view picture_style = R"svg(<style>
text { font-family: system-ui, "DejaVu Sans", sans-serif; font-size: 12px; fill: #1c2430; }
.title { font-size: 17px; font-weight: 600; }
.faint { fill: #5b6676; }
.number { font-weight: 600; }
.label { unicode-bidi: isolate; }
.total { font-size: 11px; text-anchor: end; }
.head, .head-left { font-size: 11px; fill: #5b6676; }
.head { text-anchor: end; }
.tick { text-anchor: middle; font-size: 11px; }
.on { font-size: 11px; text-anchor: middle; pointer-events: none; }
.paper { fill: #ffffff; }
.grid { stroke: #d5dbe3; }
.primary { fill: #1f6fb5; }
.failover-ground { fill: #a9d5f5; }
.failover-lines { stroke: #1f6fb5; stroke-width: 2; }
.fallback-ground { fill: #f2a93b; }
.fallback-dots { fill: #6b4100; }
.none-ground { fill: #ffffff; }
.none-lines { stroke: #b3261e; stroke-width: 1.6; }
.none { stroke: #b3261e; }
.off { fill: #aab3bf; }
.unknown { fill: none; stroke: #8a95a3; stroke-dasharray: 3 3; }
.on-primary { fill: #ffffff; }
.on-unknown { fill: #5b6676; }
.plate { fill: #ffffff; }
.away { fill: #1c2430; }
.back { fill: #ffffff; stroke: #1c2430; }
@media (prefers-color-scheme: dark) {
text { fill: #e4e9f0; }
.faint, .head, .head-left, .on-unknown { fill: #9aa6b5; }
.paper, .none-ground, .plate { fill: #141a22; }
.grid { stroke: #313b49; }
.primary { fill: #4b9de0; }
.failover-ground { fill: #1d3e5c; }
.failover-lines { stroke: #7fc1f5; }
.fallback-ground { fill: #e09a2b; }
.fallback-dots { fill: #3d2500; }
.none { stroke: #ff8a80; }
.none-lines { stroke: #ff8a80; }
.off { fill: #5f6b7a; }
.unknown { stroke: #7b8797; }
.on-primary { fill: #08131e; }
.away { fill: #e4e9f0; }
.back { fill: #141a22; stroke: #e4e9f0; }
}
</style>
)svg";

inline constexpr std::string_view picture_patterns = R"svg(<defs>
<pattern id="failover" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="failover-ground" width="7" height="7"/><line class="failover-lines" x1="1" y1="0" x2="1" y2="7"/>
</pattern>
<pattern id="fallback" width="7" height="7" patternUnits="userSpaceOnUse">
<rect class="fallback-ground" width="7" height="7"/><circle class="fallback-dots" cx="3.5" cy="3.5" r="1.2"/>
</pattern>
<pattern id="none" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="none-ground" width="6" height="6"/><line class="none-lines" x1="0" y1="3" x2="6" y2="3"/>
<line class="none-lines" x1="3" y1="0" x2="3" y2="6"/>
</pattern>
</defs>
)svg";

}  // namespace lineman::ctl::timeline
