// Command client checks a transparency log from the outside. It shares no code with the log: notes, proofs and trees come
// from golang.org/x/mod, the library of the Go checksum database.
//
// It fetches checkpoint, tiles and entry bundles (C2SP tlog-tiles) below a URL and verifies the signed checkpoint, its
// consistency with a checkpoint seen before, the given records, and a proof file. It prints one line and exits 0, or says
// on standard error what is wrong and exits 1.
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type options struct {
	url        string
	origin     string
	vkey       string
	cosigners  string
	records    string
	entries    bool
	checkpoint string
	proof      string
}

func main() {
	var o options
	flag.StringVar(&o.url, "url", "", "URL of the log, without /checkpoint")
	flag.StringVar(&o.origin, "origin", "", "origin that the checkpoint must name; by default the name of the key")
	flag.StringVar(&o.vkey, "vkey", "", "verifier key of the log: name+hash+base64")
	flag.StringVar(&o.cosigners, "cosigners", "", "verifier keys of cosigners that must all have signed, by comma")
	flag.StringVar(&o.records, "records", "", "numbers of records to verify, by comma")
	flag.BoolVar(&o.entries, "entries", true, "recompute the records' hashes from the entry bundles")
	flag.StringVar(&o.checkpoint, "checkpoint", "", "file with the checkpoint seen last; verified against, then replaced")
	flag.StringVar(&o.proof, "proof", "", "proof file (C2SP tlog-proof) to verify for the record that it names")
	flag.Parse()
	summary, err := run(o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "refused:", err)
		os.Exit(1)
	}
	fmt.Println(summary)
}

func run(o options) (string, error) {
	keys, err := readKeys(o.vkey, o.cosigners)
	if err != nil {
		return "", err
	}
	if o.origin == "" {
		o.origin = keys.log.Name()
	}
	log := &remote{url: strings.TrimSuffix(o.url, "/")}
	signed, err := log.get("checkpoint")
	if err != nil {
		return "", err
	}
	tree, err := openCheckpoint(signed, o.origin, keys)
	if err != nil {
		return "", fmt.Errorf("checkpoint: %w", err)
	}
	// The reader authenticates tiles against the signed root. Some versions of it leave out tiles that subtrees share, so
	// every hash that is read here must also pass a proof against a signed root.
	hashes := tlog.TileHashReader(tree, log)
	old, err := checkConsistency(o, keys, tree, hashes)
	if err != nil {
		return "", fmt.Errorf("consistency: %w", err)
	}
	records, err := parseNumbers(o.records)
	if err != nil {
		return "", err
	}
	for _, n := range records {
		if err := checkRecord(log, tree, hashes, n, o.entries); err != nil {
			return "", fmt.Errorf("record %d: %w", n, err)
		}
	}
	if o.proof != "" {
		if err := checkProofFile(o, keys, log, tree); err != nil {
			return "", fmt.Errorf("proof file: %w", err)
		}
	}
	if o.checkpoint != "" {
		if err := os.WriteFile(o.checkpoint, signed, 0o600); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("verified size=%d records=%d from=%d tiles=%d", tree.N, len(records), old, log.tiles), nil
}

// checkConsistency proves that the tree continues the one of the stored checkpoint. It gives that tree's size, 0 for none.
func checkConsistency(o options, keys *keys, tree tlog.Tree, hashes tlog.HashReader) (int64, error) {
	if o.checkpoint == "" {
		return 0, nil
	}
	signed, err := os.ReadFile(o.checkpoint)
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	old, err := openCheckpoint(signed, o.origin, keys)
	if err != nil {
		return 0, err
	}
	if old.N > tree.N {
		return 0, fmt.Errorf("the log shrank from %d to %d entries", old.N, tree.N)
	}
	if old.N == 0 {
		return 0, nil
	}
	proof, err := tlog.ProveTree(tree.N, old.N, hashes)
	if err != nil {
		return 0, err
	}
	return old.N, tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash)
}

// checkRecord proves that record n is in the tree and, with entries, that its published bytes have the recorded hash.
func checkRecord(log *remote, tree tlog.Tree, hashes tlog.HashReader, n int64, entries bool) error {
	if n >= tree.N {
		return fmt.Errorf("the log has %d entries only", tree.N)
	}
	found, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, n)})
	if err != nil {
		return err
	}
	proof, err := tlog.ProveRecord(tree.N, n, hashes)
	if err != nil {
		return err
	}
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, n, found[0]); err != nil {
		return err
	}
	if !entries {
		return nil
	}
	entry, err := log.entry(n, tree.N)
	if err != nil {
		return err
	}
	if tlog.RecordHash(entry) != found[0] {
		return errors.New("the published entry has another hash than the log")
	}
	return nil
}

// checkProofFile verifies a proof file against the entry that the log publishes at the proof's index.
func checkProofFile(o options, keys *keys, log *remote, tree tlog.Tree) error {
	file, err := os.ReadFile(o.proof)
	if err != nil {
		return err
	}
	head, checkpoint, found := bytes.Cut(file, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a tlog-proof@v1")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return errors.New("no index")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "index "), 10, 64)
	if err != nil {
		return err
	}
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return err
		}
		proof = append(proof, hash)
	}
	proven, err := openCheckpoint(checkpoint, o.origin, keys)
	if err != nil {
		return err
	}
	entry, err := log.entry(index, tree.N)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, proven.N, proven.Hash, index, tlog.RecordHash(entry))
}

// openCheckpoint verifies a signed checkpoint: the log and every cosigner must have signed it.
func openCheckpoint(signed []byte, origin string, keys *keys) (tlog.Tree, error) {
	opened, err := note.Open(signed, note.VerifierList(append([]note.Verifier{keys.log}, keys.cosigners...)...))
	if err != nil {
		return tlog.Tree{}, err
	}
	if len(opened.Sigs) != 1+len(keys.cosigners) {
		return tlog.Tree{}, fmt.Errorf("%d of %d keys signed", len(opened.Sigs), 1+len(keys.cosigners))
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != origin {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s", origin)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || lines[1] != strconv.FormatInt(size, 10) {
		return tlog.Tree{}, fmt.Errorf("%q is not a size", lines[1])
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

func parseNumbers(list string) ([]int64, error) {
	var numbers []int64
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' }) {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("%q is not the number of a record", text)
		}
		numbers = append(numbers, n)
	}
	return numbers, nil
}
