"""Golden briefs: approved ones, and a check that fails, and says how, when briefs get worse."""
