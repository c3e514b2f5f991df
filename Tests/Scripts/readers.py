"""Reads a file as its own tools do, and prints what is in it, a line an edge or feature.

usage: python readers.py FILE COLUMN...

NetworkX reads .graphml and .gexf, Graphviz .dot, GDAL .geojson and .kml. A line has
the ids of both ends, or the coordinates, then the columns, between tabs; lines of
nodes begin with `node`. With `types` before the columns only the types of values are
printed.
"""
import json
import subprocess
import sys


def word(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.10g}"
    return "" if value is None else str(value)


def networkx_lines(path, columns):
    import networkx
    read = networkx.read_gexf if path.endswith(".gexf") else networkx.read_graphml
    graph = read(path) if path.endswith(".gexf") else read(path, force_multigraph=True)
    for name, data in graph.nodes(data=True):
        yield ["node", name, data["label"], data.get("latitude"), data.get("longitude")]
    for source, target, data in graph.edges(data=True):
        yield [source, target, *(data.get(column) for column in columns)]


def graphviz_lines(path, columns):
    drawn = subprocess.run(["neato", "-n", "-Tjson0", path], capture_output=True, check=True, text=True).stdout
    graph = json.loads(drawn)
    names = [node["name"] for node in graph["objects"]]
    for node in graph["objects"]:
        assert node["pos"]
        yield ["node", node["name"], node["label"], node.get("latitude"), node.get("longitude")]
    for edge in graph["edges"]:
        yield [names[edge["tail"]], names[edge["head"]], *(edge.get(column) for column in columns)]


def gdal_lines(path, columns):
    from osgeo import ogr
    # A layer is there only as long as its file is open.
    opened = ogr.Open(path)
    layer = opened.GetLayer(0)
    for feature in layer:
        shape = feature.GetGeometryRef()
        points = shape.GetPoints() if shape else []
        places = [word(float(number)) for point in points for number in point[:2]]
        definition = layer.GetLayerDefn()
        types = {definition.GetFieldDefn(n).GetName(): definition.GetFieldDefn(n) for n in range(definition.GetFieldCount())}

        def value(column):
            if not feature.IsFieldSetAndNotNull(column):
                return None
            found = feature.GetField(column)
            return bool(found) if types[column].GetSubType() == ogr.OFSTBoolean else found

        yield [" ".join(places), *(value(column) for column in columns)]


def main():
    path, *columns = sys.argv[1:]
    isTypes = columns[0] == "types"
    kinds = {"graphml": networkx_lines, "gexf": networkx_lines, "dot": graphviz_lines}
    lines = kinds.get(path.rsplit(".")[-1], gdal_lines)(path, columns[1:] if isTypes else columns)
    for line in lines:
        shown = [type(value).__name__ for value in line] if isTypes else [word(value) for value in line]
        print("\t".join(shown))


main()
