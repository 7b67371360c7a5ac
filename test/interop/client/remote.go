package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	tileHeight = 8
	tileWidth  = 1 << tileHeight
	bodyMax    = 32 << 20
)

var errNotFound = errors.New("not found")

// A remote is a log behind HTTP. It is the source of tiles for tlog.TileHashReader, which does not trust it.
type remote struct {
	url   string
	tiles int
}

func (r *remote) get(path string) ([]byte, error) {
	client := http.Client{Timeout: 20 * time.Second}
	response, err := client.Get(r.url + "/" + path)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusNotFound || response.StatusCode == http.StatusGone {
		return nil, fmt.Errorf("%s: %w", path, errNotFound)
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", path, response.Status)
	}
	return io.ReadAll(io.LimitReader(response.Body, bodyMax))
}

func (r *remote) Height() int { return tileHeight }

func (r *remote) SaveTiles([]tlog.Tile, [][]byte) {}

func (r *remote) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, isWhole, err := r.tile(tile)
		if err != nil {
			return nil, err
		}
		if isWhole && len(data) >= tile.W*tlog.HashSize {
			data = data[:tile.W*tlog.HashSize]
		}
		all = append(all, data)
		r.tiles++
	}
	return all, nil
}

// tile fetches a tile, or the full tile in its place when a log has deleted the partial one.
func (r *remote) tile(tile tlog.Tile) (data []byte, isWhole bool, err error) {
	data, err = r.get(tilesPath(tile))
	if tile.W == tileWidth || !errors.Is(err, errNotFound) {
		return data, false, err
	}
	tile.W = tileWidth
	data, err = r.get(tilesPath(tile))
	return data, true, err
}

// tilesPath maps the path of the Go checksum database (tile/8/0/067, tile/8/data/067) to that of C2SP tlog-tiles
// (tile/0/067, tile/entries/067).
func tilesPath(tile tlog.Tile) string {
	path := "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight))
	return strings.Replace(path, "tile/data/", "tile/entries/", 1)
}

// entry reads record n of a log with size records from its entry bundle.
func (r *remote) entry(n, size int64) ([]byte, error) {
	bundle := tlog.Tile{H: tileHeight, L: -1, N: n / tileWidth, W: tileWidth}
	if rest := size - bundle.N*tileWidth; rest < tileWidth {
		bundle.W = int(rest)
	}
	data, isWhole, err := r.tile(bundle)
	if err != nil {
		return nil, err
	}
	var found []byte
	count := 0
	for len(data) > 0 {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return nil, errors.New("the entry bundle is cut")
		}
		length := 2 + int(binary.BigEndian.Uint16(data))
		if int64(count) == n%tileWidth {
			found = data[2:length]
		}
		data = data[length:]
		count++
	}
	if !isWhole && count != bundle.W || found == nil {
		return nil, fmt.Errorf("the entry bundle has %d entries, not %d", count, bundle.W)
	}
	return found, nil
}
