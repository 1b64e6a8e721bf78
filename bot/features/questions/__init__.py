"""Questions to a webinar: asked before, during and after it, put in order, answered and published."""
