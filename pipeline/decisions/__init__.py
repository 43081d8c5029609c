"""What people decide about findings, and what follows: `baseline` (known debt) and `waivers` (accepted for now).

dechrome-baseline.json ─┐                    ┌─► state and waiver_reason of each finding
                        ├─► Decisions ─► map ┤
waivers.toml ───────────┘                    └─► coverage ─► findings about the waivers themselves
"""
