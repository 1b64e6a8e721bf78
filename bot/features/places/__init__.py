"""The channels of communities: made for them, looked at as they really are; what people changed is mended or told."""
