"""The studio for programs: REST under /api, the same verbs as MCP tools at /mcp. Handlers translate, the studio does the work."""
